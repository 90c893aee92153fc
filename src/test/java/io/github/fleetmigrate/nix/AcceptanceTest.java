package io.github.fleetmigrate.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.nix.ast.StaticScope;
import io.github.fleetmigrate.nix.syntax.NixParse;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** We accept and refuse what the real nix accepts and refuses. */
class AcceptanceTest {
  private static final List<String> SNIPPETS =
      List.of(
          "a: a == a != a", "a: a < a <= a", "a: !a == a", "a: (a == a) == a", "{ a.b = 1; a.c = 2; a = { d = 3; }; }",
          "{ a = { b = 1; }; a = { b = 2; }; }", "{ a = { b.c = 1; }; a.b.d = 2; }", "{ a = 1; a.b = 2; }",
          "{ a.b = 1; a = rec { c = 1; }; }", "x: { inherit (x) a; a.b = 1; }", "x: { inherit x x; }",
          "x: { ${x} = 1; ${x} = 2; }", "{ \"a\" = 1; ${\"a\"} = 2; }", "let a = 1; a = 2; in a",
          "let a.${\"x\" + \"y\"} = 1; in a", "let { ${\"a\" + \"b\"} = 1; body = 2; }", "{ a, a }: a", "a@{ a }: a",
          "{ a, }: a", "{ , }: 1", "{ ... }: 1", "{ a, ... , b }: 1", "{ a ? b, b ? a }: a", "{ a }", "{ a }: b",
          "with { }; b", "b: with b; c: d", "rec { a = b; b = 1; }", "{ a = b; b = 1; }", "let inherit a; a = 1; in a",
          "let inherit (a) b; a = { b = 1; }; in b", "rec { inherit c; c = 1; }", "{ inherit (missing); }",
          "{ inherit (missing) a; }", "{ a ? missing }: a", "builtins.missing", "missing", "__add", "add", "or",
          "map or [ ]", "a: a.b or", "a: a.b or c: c", "[ or ]", "a: [ a or 1 ]", "1 + let a = 1; in a",
          "1 + let { body = 1; }", "[ let { body = 1; } ]", "[ rec { } ]", "[ -1 ]", "- 1", "a: -a ? b", "a: a?b?c",
          "\"${\"", "\"$\"", "\"$${a}\"", "''$''", "''''$''", "'''''", "''a''\\", "/a/b/", "./a/${\"b\"}", "./.", "a//b",
          "a: b: a//b", "a/b//c", "<a>", "<a", "<a/>", "a:b", "a: b", "http://a#b", "1.", "0.", "0.5", "00.5", ".5",
          "9223372036854775807", "9223372036854775808", "1.0e400", "/* a */ 1", "/* a", "# a", "", "1 2", "{ }.a", "({ })",
          "x: x: x", "{ }: { }", "{ }@a: a", "a@{ }: a", "a@b: a", "assert true; 1", "assert true 1", "if true then 1",
          "x: { ${x}.a = 1; b.${x}.c = 2; }", "x: x ? ${x}", "x: x ? \"${x}\".a", "x: x.${x}.a", "x: { inherit ${x}; }",
          "{ inherit ${\"a\"}; }", "1 |> 2", "a: a.1", "a: a.\"b\"", "a: a.''b''", "__curPos", "\uFEFF1", "1\r\n", "1\f");

  private static boolean weAccept(String text) {
    NixParse parse = NixParser.parse(text);
    return parse.ok() && StaticScope.undefinedVariables(parse.tree()).isEmpty();
  }

  private static boolean nixAccepts(Path nixInstantiate, Path file) throws IOException, InterruptedException {
    return new ProcessBuilder(nixInstantiate.toString(), "--parse", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @Test
  void snippetsAreJudgedAsNixDoes(@TempDir Path folder) throws Exception {
    Path nixInstantiate = Tools.require("nix-instantiate");
    StringBuilder nix = new StringBuilder();
    StringBuilder we = new StringBuilder();
    for (String snippet : SNIPPETS) {
      Path file = Files.writeString(folder.resolve("snippet.nix"), snippet);
      nix.append(nixAccepts(nixInstantiate, file)).append(' ').append(snippet).append('\n');
      we.append(weAccept(snippet)).append(' ').append(snippet).append('\n');
    }
    assertEquals(nix.toString(), we.toString());
  }

  @Test
  void fixturesAreJudgedAsNixDoes() throws Exception {
    Path nixInstantiate = Tools.require("nix-instantiate");
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/nix"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".nix")).sorted().toList()) {
        boolean expected = nixAccepts(nixInstantiate, file);
        assertEquals(expected, weAccept(Files.readString(file)), file.toString());
      }
    }
  }
}
