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
import org.junit.jupiter.params.provider.ValueSource;

/** What we read in a justfile is what just reads, and our edits leave every other recipe as just reads it. */
class JustAgreementTest {
  private static final Set<String> ELSEWHERE = Set.of("windows", "macos", "openbsd", "freebsd", "netbsd", "dragonfly", "android");

  /** Settings that just leaves out of its dump. */
  private static final Set<String> UNDUMPED = Set.of("script-interpreter");

  private final CommandRules rules = NixosFleetRules.load();

  @TempDir Path folder;

  /** Every item stands in one file of each round. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyMixtureOfItems(long seed) throws Exception {
    for (String text : JustItems.mixed(new Random(seed))) {
      agree(text);
    }
  }

  private void agree(String text) throws Exception {
    Just just = new Just(folder);
    JsonNode was = just.dump(text);
    Justfile file = Justfile.parse(text);
    assertEquals(expected(was), read(file), text);
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

  private static Map<String, String> expected(JsonNode dump) {
    Map<String, String> out = new TreeMap<>();
    for (JsonNode recipe : dump.get("recipes")) {
      out.put(
          "recipe " + recipe.get("name").asText(),
          recipe.get("parameters").findValuesAsText("name")
              + " " + recipe.get("dependencies").findValuesAsText("recipe")
              + " private " + recipe.get("private")
              + " quiet " + recipe.get("quiet")
              + " script " + recipe.get("shebang")
              + " doc " + (recipe.get("doc").isNull() ? "null" : "\"" + recipe.get("doc").asText() + "\""));
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

  private static Map<String, String> read(Justfile file) {
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
              + " doc " + (doc == null ? "null" : "\"" + doc + "\""));
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
