package io.github.fleetmigrate.edit.just;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JustfileTest {
  private static final Path EVERYTHING = Path.of("src/test/resources/justfiles/everything.just");

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void recipesAndTheirDependenciesAreThoseThatJustReads(String eol, @TempDir Path folder) throws Exception {
    String text = Files.readString(EVERYTHING).replace("\n", eol);
    Map<String, List<String>> expected = new TreeMap<>();
    for (JsonNode recipe : new Just(folder).dump(text).get("recipes")) {
      List<String> dependencies = new ArrayList<>();
      recipe.get("dependencies").forEach(d -> dependencies.add(d.get("recipe").asText()));
      expected.put(recipe.get("name").asText(), dependencies);
    }
    Map<String, List<String>> read = new TreeMap<>();
    Justfile.parse(text).recipes().forEach(r -> read.put(r.name(), r.dependencies()));
    assertEquals(expected, read);
  }

  @Test
  void everyKindOfItemIsTold() throws Exception {
    Justfile file = Justfile.parse(Files.readString(EVERYTHING));
    Map<JustItem.Kind, Integer> count = new TreeMap<>();
    file.items().forEach(i -> count.merge(i.kind(), 1, Integer::sum));
    count.remove(JustItem.Kind.BLANK);
    assertEquals(
        Map.of(
            JustItem.Kind.RECIPE, 11,
            JustItem.Kind.ASSIGNMENT, 11,
            JustItem.Kind.SETTING, 4,
            JustItem.Kind.ALIAS, 2,
            JustItem.Kind.ATTRIBUTE, 6,
            JustItem.Kind.COMMENT, 4),
        count);
    assertEquals("HOST *ARGS", file.recipe("deploy").orElseThrow().parameters());
    assertEquals("/usr/bin/env bash", file.recipe("check-all").orElseThrow().shebang());
    assertEquals(List.of(new JustAttribute("script", List.of("'python3'"))), file.recipe("py").orElseThrow().attributes());
    assertNull(file.recipe("deploy").orElseThrow().shebang());
    assertEquals("    @echo 'deploy .#x'\n", file.recipe("_hidden").orElseThrow().body().in(file.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import 'a.just'", "import? \"a.just\"", "import x'a.just'", "mod foo", "mod? foo 'x/y.just'", "mod foo 'c:/d.just'",
        "alias x := foo::bar", "export A := 'b'", "unexport A", "set shell := ['sh']", "set export", "[private]", "a := b # c"
      })
  void aLineThatIsNoRecipeIsNone(String line) {
    Justfile file = Justfile.parse(line);
    assertEquals(List.of(), file.recipes());
    assertTrue(file.items().get(0).kind() != JustItem.Kind.UNKNOWN, file.items().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"set:", "set x:", "import:", "mod:", "mod x:", "alias:", "export x:", "@a:", "a-b_c :", "_:", "a $b='c:d':"})
  void aKeywordMayNameARecipe(String header, @TempDir Path folder) throws Exception {
    String text = header + "\n  true\n";
    List<String> expected = new ArrayList<>();
    new Just(folder).dump(text).get("recipes").fieldNames().forEachRemaining(expected::add);
    assertEquals(expected, Justfile.parse(text).recipes().stream().map(JustRecipe::name).toList());
  }

  @Test
  void aFileThatJustRefusesIsReadAllTheSame() {
    Justfile file = Justfile.parse("default:\n  @just --list\n\nrebuild-pre: update-secrets\n# Show\ninfo:\n");
    assertEquals(List.of("default", "rebuild-pre", "info"), file.recipes().stream().map(JustRecipe::name).toList());
    assertEquals(List.of("update-secrets"), file.recipe("rebuild-pre").orElseThrow().dependencies());
  }

  @Test
  void aByteOrderMarkAndAMissingLineEndAreNoTrouble() {
    Justfile file = Justfile.parse("\uFEFFa:\n\techo");
    assertEquals("\techo", file.recipe("a").orElseThrow().body().in(file.text()));
  }

  @Test
  void itemsCoverEveryCharacterOfAnyText() {
    String[] tokens = {
      "recipe", "a", ":", ":=", "=", " ", "  ", "\t", "\n", "\r\n", "\r", "'", "\"", "`", "'''", "\"\"\"", "```", "(", ")", "{", "}",
      "{{", "}}", "[", "]", "#", "#!", "@", "-", "\\", "\\\n", "set ", "alias ", "import ", "mod ", "export ", "if ", "\uFEFF", "é", "🚀",
      "&&", "*", "+", "$", "script", ","
    };
    Random random = new Random(3);
    for (int i = 0; i < 30_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(25); n >= 0; n--) {
        text.append(tokens[random.nextInt(tokens.length)]);
      }
      Justfile file = Justfile.parse(text.toString());
      StringBuilder covered = new StringBuilder();
      int at = 0;
      for (JustItem item : file.items()) {
        assertEquals(at, item.range().start(), text.toString());
        assertTrue(item.range().length() > 0, text.toString());
        covered.append(item.range().in(text));
        at = item.range().end();
      }
      assertEquals(text.toString(), covered.toString());
    }
  }
}
