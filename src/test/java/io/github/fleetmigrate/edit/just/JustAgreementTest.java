package io.github.fleetmigrate.edit.just;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.edit.EditOutcome;
import io.github.fleetmigrate.edit.command.CommandRules;
import io.github.fleetmigrate.edit.command.NixosFleetRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What we read in a justfile is what just reads, and our edits leave every other recipe as just reads it. */
class JustAgreementTest {
  private static final Set<String> ELSEWHERE = Set.of("windows", "macos", "openbsd", "freebsd", "netbsd", "dragonfly", "android");

  /** Settings that just leaves out of its dump. */
  private static final Set<String> UNDUMPED = Set.of("script-interpreter");

  private final CommandRules rules = NixosFleetRules.load();

  @TempDir Path folder;

  /** Every item that the program knows stands in one file of each round. */
  @ParameterizedTest
  @MethodSource("io.github.fleetmigrate.testing.Tools#justs")
  void anyMixtureOfItems(String program) throws Exception {
    Just just = new Just(program, folder);
    List<String> items = JustItems.readBy(just);
    for (int seed = 1; seed <= 5; seed++) {
      for (String text : JustItems.mixed(items, new Random(seed))) {
        agree(just, text, program.equals("just"));
      }
    }
  }

  /** Format strings, {@code metadata}, {@code env} and a comment behind {@code unexport} are newer than Debian 13's. */
  @ParameterizedTest
  @CsvSource({"just, 0", "just-1.40, 8"})
  void anOlderReleaseKnowsMostItems(String program, int unknown) throws Exception {
    assertEquals(
        JustItems.all().size() - unknown,
        JustItems.readBy(new Just(program, folder)).size(),
        "is it older than what .ci/install-test-tools installs?");
  }

  /**
   * @param docs false for an older release: it takes a comment behind a setting for the doc of a recipe right below
   */
  private void agree(Just just, String text, boolean docs) throws Exception {
    JsonNode was = just.dump(text);
    Justfile file = Justfile.parse(text);
    assertEquals(expected(was, docs), read(file, docs), text);
    assertTrue(file.items().stream().noneMatch(i -> i.kind() == JustItem.Kind.UNKNOWN), text);
    JustfileEdits.Rewritten rewritten = JustfileEdits.rewriteCommands(text, rules);
    String after = applied(rewritten.outcome(), text);
    after = applied(JustfileEdits.addRecipe(after, "deploy-tag", "TAG", "A tag", List.of("fleet push --tag {{TAG}}")), after);
    JsonNode is = just.dump(after);
    for (Map.Entry<String, JsonNode> recipe : was.get("recipes").properties()) {
      JsonNode now = is.get("recipes").get(recipe.getKey());
      if (rewritten.touched().contains(recipe.getKey())) {
        assertFalse(now.get("body").isEmpty(), after);
      } else {
        assertEquals(recipe.getValue(), now, after);
      }
    }
    assertEquals(was.get("recipes").size() + 1, is.get("recipes").size(), after);
    for (String part : List.of("aliases", "assignments", "settings", "modules", "unexports")) {
      assertEquals(was.get(part), is.get(part), after);
    }
    assertEquals(Set.of(), JustfileEdits.rewriteCommands(after, rules).touched(), after);
  }

  private static Map<String, String> expected(JsonNode dump, boolean docs) {
    Map<String, String> out = new TreeMap<>();
    for (JsonNode recipe : dump.get("recipes")) {
      out.put(
          "recipe " + recipe.get("name").asText(),
          recipe.get("parameters").findValuesAsText("name")
              + " " + recipe.get("dependencies").findValuesAsText("recipe")
              + " private " + recipe.get("private")
              + " quiet " + recipe.get("quiet")
              + " script " + recipe.get("shebang")
              + (!docs ? "" : " doc " + (recipe.get("doc").isNull() ? "null" : "\"" + recipe.get("doc").asText() + "\"")));
    }
    dump.get("aliases").forEach(a -> out.put("alias " + a.get("name").asText(), a.get("target").asText()));
    for (Map.Entry<String, JsonNode> setting : dump.get("settings").properties()) {
      JsonNode value = setting.getValue();
      if (!value.isNull() && !(value.isBoolean() && !value.asBoolean()) && !(value.isArray() && value.isEmpty())) {
        out.put("set " + setting.getKey().replace('_', '-'), "");
      }
    }
    return out;
  }

  private static Map<String, String> read(Justfile file, boolean docs) {
    Map<String, String> out = new TreeMap<>();
    for (JustRecipe recipe : file.recipes()) {
      if (isElsewhere(recipe)) {
        continue;
      }
      String doc = doc(file, recipe);
      out.put(
          "recipe " + recipe.name(),
          recipe.parameterNames()
              + " " + recipe.dependencies()
              + " private " + (recipe.name().startsWith("_") || recipe.attribute("private").isPresent())
              + " quiet " + recipe.quiet()
              + " script " + (recipe.shebang() != null || recipe.attribute("script").isPresent())
              + (!docs ? "" : " doc " + (doc == null ? "null" : "\"" + doc + "\"")));
    }
    file.aliases().forEach((name, target) -> out.put("alias " + name, target));
    file.settings().forEach((name, value) -> {
      if (!value.startsWith("false") && !UNDUMPED.contains(name)) {
        out.put("set " + name, "");
      }
    });
    return out;
  }

  private static boolean isElsewhere(JustRecipe recipe) {
    Set<String> names = new TreeSet<>();
    recipe.attributes().forEach(a -> names.add(a.name()));
    return names.stream().anyMatch(ELSEWHERE::contains) && !names.contains("unix") && !names.contains("linux");
  }

  private static String doc(Justfile file, JustRecipe recipe) {
    if (recipe.attribute("doc").isPresent()) {
      List<String> arguments = recipe.attribute("doc").get().arguments();
      return arguments.isEmpty() ? null : recipe.attribute("doc").get().argument(0);
    }
    int at = 0;
    while (file.items().get(at).range().start() < recipe.header().start()) {
      at++;
    }
    do {
      at--;
    } while (at >= 0 && file.items().get(at).kind() == JustItem.Kind.ATTRIBUTE);
    return at >= 0 && file.items().get(at).kind() == JustItem.Kind.COMMENT
            && !file.items().get(at).range().in(file.text()).strip().equals("#")
        ? file.items().get(at).range().in(file.text()).strip().substring(1).strip()
        : null;
  }

  private static String applied(EditOutcome outcome, String text) {
    return outcome instanceof EditOutcome.Changed changed ? changed.edits().applyTo(text) : text;
  }
}
