package io.github.fleetmigrate.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.nix.syntax.NixParse;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fixtures with comments, strings and attributes in odd places that look like code: whatever an edit answers there,
 * what it changes is read by nix, and a second run finds its work done.
 */
class RandomEditsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/nix-edits");
  private static final int VARIANTS = 12;
  private static final List<String> TRIVIA =
      List.of(" /* } ]; in { '' */ ", " # ]; outputs = { inputs.x.url = \"\n", "\n\n", "\t", " /**/ ", " # ${ ''\n");
  private static final List<String> BINDINGS =
      List.of(
          " odd.\"a } b\" = \"} // { ${toString 1} in [\"; ",
          "\n  odd = ''\n    outputs = { ''${ x }: modules = [ ${\"]\"}\n  '';\n",
          " odd.${\"deploy\"} = [ { imports = [ ]; } ]; # modules = [ ];\n");

  @Test
  void nixReadsWhateverIsChanged(@TempDir Path folder) throws IOException, InterruptedException {
    Path nixInstantiate = Tools.require("nix-instantiate");
    List<String> command = new ArrayList<>(List.of(nixInstantiate.toString(), "--parse"));
    Random random = new Random(20261123);
    for (EditCase edit : EditCase.all(FIXTURES)) {
      for (int i = 0; i < VARIANTS; i++) {
        String variant = variant(edit.before(), random);
        if (edit.run(variant) instanceof EditOutcome.Changed changed) {
          String result = changed.edits().applyTo(variant);
          String told = edit.name() + "\n" + variant + "\n--- gives\n" + result;
          assertTrue(NixParser.parse(result).ok(), told);
          if (!edit.once()) {
            assertEquals("AlreadyApplied", edit.run(result).getClass().getSimpleName(), told);
          }
          command.add(Files.writeString(folder.resolve(command.size() + ".nix"), result).toString());
        }
      }
    }
    assertTrue(command.size() > 500, "variants that are edited: " + command.size());
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectError(output.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.waitFor(), Files.readString(output));
  }

  /** A text that parses, with one to four additions that change nothing of what it says. */
  private static String variant(String text, Random random) {
    String out = text;
    for (int i = random.nextInt(4); i >= 0; i--) {
      String next = random.nextInt(4) == 0 ? withBinding(out, random) : withTrivia(out, random);
      NixParse parse = NixParser.parse(next);
      out = parse.ok() || !NixParser.parse(out).ok() ? next : out;
    }
    return out;
  }

  private static String withTrivia(String text, Random random) {
    List<SyntaxToken> blanks =
        NixParser.parse(text).tree().tokens().stream().filter(t -> t.kind() == SyntaxKind.WHITESPACE).toList();
    return blanks.isEmpty() ? text : inserted(text, blanks.get(random.nextInt(blanks.size())).end(), TRIVIA, random);
  }

  private static String withBinding(String text, Random random) {
    List<SyntaxNode> sets = NixParser.parse(text).tree().descendants(SyntaxKind.ATTR_SET);
    if (sets.isEmpty()) {
      return text;
    }
    SyntaxNode set = sets.get(random.nextInt(sets.size()));
    return inserted(text, set.childToken(SyntaxKind.L_BRACE).orElseThrow().end(), BINDINGS, random);
  }

  private static String inserted(String text, int at, List<String> choice, Random random) {
    return text.substring(0, at) + choice.get(random.nextInt(choice.size())) + text.substring(at);
  }
}
