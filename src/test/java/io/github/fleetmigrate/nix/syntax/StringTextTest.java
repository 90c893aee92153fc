package io.github.fleetmigrate.nix.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StringTextTest {
  private static Optional<String> value(String literal) {
    return StringText.constant(NixParser.parse(literal).tree().descendants(SyntaxKind.STRING).get(0));
  }

  @Test
  void escapesAreResolved() {
    assertEquals(Optional.of("a\n\t\"${x}\\z"), value("\"a\\n\\t\\\"\\${x}\\\\\\z\""));
    assertEquals(Optional.of("$${x} $"), value("\"$${x} $\""));
  }

  @Test
  void lineEndsAreReadAsNixReadsThem() {
    assertEquals(Optional.of("a\nb\nc"), value("\"a\r\nb\rc\""));
  }

  @Test
  void indentationIsStripped() {
    assertEquals(Optional.of("a\n  b\n\nc\n"), value("''\n    a\n      b\n\n    c\n  ''"));
  }

  @Test
  void escapesOfIndentedStringsAreResolved() {
    assertEquals(Optional.of("${a} '' \n$x'y"), value("''''${a} ''' ''\\n$x'y''"));
  }

  @Test
  void interpolatedStringHasNoConstantValue() {
    assertEquals(Optional.empty(), value("\"a${b}\""));
  }
}
