package io.github.fleetmigrate.nix.ast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxError;
import java.util.List;
import org.junit.jupiter.api.Test;

class StaticScopeTest {
  private static List<String> undefined(String text) {
    return StaticScope.undefinedVariables(NixParser.parse(text).tree()).stream()
        .map(SyntaxError::range)
        .map(range -> range.in(text))
        .toList();
  }

  @Test
  void namesThePlaceOfEveryUndefinedVariable() {
    assertEquals(List.of("b", "c"), undefined("a: [ a b (x: x c) ]"));
  }

  @Test
  void withMayBindAnything() {
    assertEquals(List.of("x"), undefined("[ (with builtins; y) x ]"));
  }

  @Test
  void recursiveSetsAndLetsSeeThemselves() {
    assertEquals(List.of("c"), undefined("rec { a = let d = b; in d; b.x = c; }"));
  }

  @Test
  void inheritLooksOutsideTheSet() {
    assertEquals(List.of("a"), undefined("let inherit a; b = a; in b"));
  }

  @Test
  void defaultsSeeAllParameters() {
    assertEquals(List.of("z"), undefined("{ a ? all.b, b ? a, c ? z }@all: c"));
  }
}
