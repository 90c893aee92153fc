package io.github.fleetmigrate.edit.just;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.edit.EditOutcome;
import io.github.fleetmigrate.edit.command.CommandRules;
import io.github.fleetmigrate.edit.command.NixosFleetRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JustfileEditsTest {
  private final CommandRules rules = NixosFleetRules.load();

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void recipesThatAreNotTouchedAreTheSameToJust(String eol, @TempDir Path folder) throws Exception {
    String before =
        Files.readString(Path.of("src/test/resources/justfiles/everything.just")).replace("\n", eol);
    JustfileEdits.Rewritten rewritten = JustfileEdits.rewriteCommands(before, rules);
    assertEquals(Set.of("deploy", "check-all", "multi"), rewritten.touched());
    assertEquals(List.of("py: deploy .#h (the recipe is no shell script)"), rewritten.left());
    String after = added(applied(rewritten.outcome(), before));
    assertEquals(after, after.replace("\r\n", "\n").replace("\n", eol), "line ends stay");
    Just just = new Just(folder);
    JsonNode was = just.dump(before).get("recipes");
    JsonNode is = just.dump(after).get("recipes");
    for (Map.Entry<String, JsonNode> recipe : was.properties()) {
      if (!rewritten.touched().contains(recipe.getKey())) {
        assertEquals(recipe.getValue(), is.get(recipe.getKey()));
      }
    }
    assertEquals(was.size() + 1, is.size());
    assertEquals("Deploy to a tag", is.get("deploy-tag").get("doc").asText());
    assertEquals(
        after, added(applied(JustfileEdits.rewriteCommands(after, rules).outcome(), after)), "a second run changes nothing");
  }

  @Test
  void onlyCommandsOfABodyChange() {
    String before =
        """
        # deploy .#h
        x := 'deploy .#h'
        deploy H: # deploy .#h
            # deploy .#h
            @-deploy .#{{H}} # deploy .#h
            deploy \\
                --skip-checks \\
                ".#{{ H }}" && echo 'deploy .#h'
            echo "{{ "deploy .#h" }}"
            echo don\\'t; deploy .#k
        bash:
            #!/usr/bin/env bash
            cat <<EOF
            deploy .#h
            EOF
            if ! deploy .#h; then exit 1; fi
        """;
    assertEquals(
        """
        # deploy .#h
        x := 'deploy .#h'
        deploy H: # deploy .#h
            # deploy .#h
            @-fleet push {{H}} # deploy .#h
            fleet push {{ H }} && echo 'deploy .#h'
            echo "{{ "deploy .#h" }}"
            echo don\\'t; fleet push k
        bash:
            #!/usr/bin/env bash
            cat <<EOF
            deploy .#h
            EOF
            if ! fleet push h; then exit 1; fi
        """,
        rewritten(before));
  }

  @Test
  void aBodyThatIsNoShellsIsLeftAloneAndNamed() {
    for (String text :
        List.of(
            "a:\n  #!/usr/bin/env python3\n  deploy .#h\n",
            "a:\n  #!/usr/bin/env nu\n  deploy .#h\n",
            "[script('node')]\na:\n  deploy .#h\n",
            "set shell := ['nu', '-c']\na:\n  deploy .#h\n")) {
      assertEquals(text, rewritten(text));
      assertEquals(
          List.of("a: deploy .#h (the recipe is no shell script)"), JustfileEdits.rewriteCommands(text, rules).left());
    }
    assertEquals("[script]\na:\n  fleet push h\n", rewritten("[script]\na:\n  deploy .#h\n"));
    assertEquals("a:\n  #!/bin/sh -e\n  fleet push h\n", rewritten("a:\n  #!/bin/sh -e\n  deploy .#h\n"));
    assertEquals("set shell := ['bash', '-c']\na:\n  fleet push h", rewritten("set shell := ['bash', '-c']\na:\n  deploy .#h"));
  }

  @Test
  void aCommandWithoutAnEqualIsNamedWithItsRecipe() {
    assertEquals(
        List.of("a: deploy .#h --boot (its arguments have no equal in fleet)"),
        JustfileEdits.rewriteCommands("a:\n  deploy .#h --boot\n", rules).left());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a:\n", "a:\n\techo", "a:\n  echo\n\n\n", "a:\r\n  echo\r\nalias b := a\r\n", "# only a comment", "x := '1'",
        "\uFEFFa:\n  echo\n", "a:\n  echo \\\n    b\n# end\n"
      })
  void aRecipeIsAddedToAnyFile(String before, @TempDir Path folder) throws Exception {
    String after = added(before);
    assertTrue(new Just(folder).dump(after).get("recipes").has("deploy-tag"), after);
    assertEquals(before.contains("\r"), after.contains("\r"));
    assertEquals(after, added(after));
  }

  @Test
  void theNewRecipeIsIndentedAsTheLastOne() {
    assertEquals(
        "a:\n\techo\n\n# Deploy to a tag\ndeploy-tag TAG:\n\tfleet push --tag {{TAG}}\n", added("a:\n\techo\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy-tag:\n  echo\n", "@deploy-tag X:\n", "alias deploy-tag := a\na:\n", "mod deploy-tag\n", "mod? deploy-tag 'x'\n"
      })
  void aNameThatIsTakenStaysWhatItIs(String text) {
    assertInstanceOf(
        EditOutcome.AlreadyApplied.class, JustfileEdits.addRecipe(text, "deploy-tag", "TAG", null, List.of("x")));
  }

  private static String added(String text) {
    return applied(
        JustfileEdits.addRecipe(text, "deploy-tag", "TAG", "Deploy to a tag", List.of("fleet push --tag {{TAG}}")), text);
  }

  private String rewritten(String text) {
    return applied(JustfileEdits.rewriteCommands(text, rules).outcome(), text);
  }

  private static String applied(EditOutcome outcome, String text) {
    return outcome instanceof EditOutcome.Changed changed ? changed.edits().applyTo(text) : text;
  }
}
