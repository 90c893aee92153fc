package io.github.fleetmigrate.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.syntax.NixParse;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import io.github.fleetmigrate.testing.Tools;
import io.github.fleetmigrate.text.EditSet;
import io.github.fleetmigrate.text.TextEdit;
import io.github.fleetmigrate.text.TextRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fixtures written otherwise, at random: attributes in another order, comments in odd places, values in parentheses,
 * strings that look like code. What an edit makes of them is read by the real nix, or the edit is refused.
 */
class RandomFlakesTest {
  private static final Path FIXTURES = Path.of("src/test/resources/nix-edits");
  private static final int VARIANTS = 12;
  private static final long SEED = 20261123;
  private static final List<String> COMMENTS =
      List.of(
          " /* } ${ '' \" ] in */ ", "\n# }; ]; outputs = { inputs }: \"${\n", " /**/ ", "\n\n  # inputs.nixos-fleet.url = \"x\";\n");
  private static final List<String> STRINGS =
      List.of("\"}; outputs = ${\"x\"} \\${a} \\\" ]\"", "''\n  in { modules = [ ]; }\n  ''${no} ${\"}\"} ''", "\"$${a} $\"", "''''");

  @Test
  void noEditOfThemIsOneThatNixDoesNotRead(@TempDir Path folder) throws Exception {
    List<String> command = new ArrayList<>(List.of(Tools.require("nix-instantiate").toString(), "--parse"));
    Random random = new Random(SEED);
    int changed = 0;
    int refused = 0;
    for (EditCase edit : EditCase.all(FIXTURES)) {
      boolean edited = edit.verdict().equals("after");
      for (int i = 0; i < VARIANTS; i++) {
        String text = edit.before();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
          text = mutated(text, random).orElse(text);
        }
        String before = text;
        Optional<String> result =
            edit.run(before).match(c -> Optional.of(c.edits().applyTo(before)), a -> Optional.empty(), r -> Optional.empty());
        if (result.isEmpty()) {
          refused += edited ? 1 : 0;
          continue;
        }
        changed += edited ? 1 : 0;
        NixParse parse = NixParser.parse(result.get());
        assertTrue(parse.ok(), () -> edit.name() + "\n" + before + "\n---\n" + result.get());
        if (!edit.once()) {
          String again = edit.run(result.get()).match(c -> "changed", a -> "already", r -> r.reason());
          assertEquals("already", again, () -> edit.name() + "\n" + result.get());
        }
        command.add(Files.writeString(folder.resolve(command.size() + ".nix"), result.get()).toString());
      }
    }
    assertTrue(changed > 5 * refused, changed + " changed, " + refused + " refused");
    Path output = folder.resolve("output");
    Process nix = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertEquals(0, nix.waitFor(), () -> tail(output));
  }

  /** One change that leaves a Nix file valid; empty where the dice found no place for it. */
  private static Optional<String> mutated(String text, Random random) {
    SyntaxNode tree = NixParser.parse(text).tree();
    Optional<EditSet> edits =
        switch (random.nextInt(4)) {
          case 0 -> comment(tree, random);
          case 1 -> swap(tree, random);
          case 2 -> parentheses(tree, random);
          default -> string(tree, random);
        };
    return edits.map(e -> e.applyTo(text)).filter(t -> NixParser.parse(t).ok());
  }

  private static Optional<EditSet> comment(SyntaxNode tree, Random random) {
    List<SyntaxToken> blanks = tree.tokens().stream().filter(t -> t.kind() == SyntaxKind.WHITESPACE).toList();
    return any(blanks, random).map(t -> EditSet.of(List.of(TextEdit.insert(t.end(), any(COMMENTS, random).orElseThrow()))));
  }

  private static Optional<EditSet> swap(SyntaxNode tree, Random random) {
    List<SyntaxNode> sets = new ArrayList<>();
    for (SyntaxNode set : tree.descendants()) {
      if (set.childNodes(SyntaxKind.BINDING).size() > 1) {
        sets.add(set);
      }
    }
    return any(sets, random)
        .flatMap(
            set -> {
              List<SyntaxNode> bindings = set.childNodes(SyntaxKind.BINDING);
              int one = random.nextInt(bindings.size());
              int other = random.nextInt(bindings.size());
              return one == other
                  ? Optional.empty()
                  : Optional.of(EditSet.of(List.of(replaced(bindings.get(one), bindings.get(other)), replaced(bindings.get(other), bindings.get(one)))));
            });
  }

  private static TextEdit replaced(SyntaxNode node, SyntaxNode by) {
    return TextEdit.replace(node.start(), node.end(), by.text());
  }

  private static Optional<EditSet> parentheses(SyntaxNode tree, Random random) {
    List<TextRange> values =
        tree.descendants(SyntaxKind.BINDING).stream().flatMap(b -> new Binding(b).value().stream()).map(v -> v.range()).toList();
    return any(values, random)
        .map(v -> EditSet.of(List.of(TextEdit.insert(v.start(), "("), TextEdit.insert(v.end(), ")"))));
  }

  /** One more attribute whose value looks like code. */
  private static Optional<EditSet> string(SyntaxNode tree, Random random) {
    List<SyntaxNode> bindings = tree.descendants(SyntaxKind.BINDING);
    return any(bindings, random)
        .map(
            b ->
                EditSet.of(
                    List.of(
                        TextEdit.insert(
                            b.start(), "odd" + random.nextInt(1000) + " = " + any(STRINGS, random).orElseThrow() + "; "))));
  }

  private static <T> Optional<T> any(List<T> of, Random random) {
    return of.isEmpty() ? Optional.empty() : Optional.of(of.get(random.nextInt(of.size())));
  }

  private static String tail(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
