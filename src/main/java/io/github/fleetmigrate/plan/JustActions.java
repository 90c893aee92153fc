package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.EditOutcome;
import io.github.fleetmigrate.edit.command.CommandRules;
import io.github.fleetmigrate.edit.just.JustfileEdits;
import io.github.fleetmigrate.edit.just.JustfileTree;
import io.github.fleetmigrate.edit.mentions.FileClass;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.proof.CommandSecrets;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the justfile, with what it imports and its modules. */
final class JustActions {
  StepOutcome rewrite(Action.JustRewrite action, CommandRules rules, StepContext at) {
    List<JustfileTree.Part> parts = tree(at.files());
    if (parts.isEmpty()) {
      return StepOutcome.notApplicable("there is no justfile");
    }
    String root = parts.get(0).path();
    Map<String, String> texts = new LinkedHashMap<>();
    Set<String> touched = new LinkedHashSet<>();
    List<String> notes = new ArrayList<>();
    for (JustfileTree.Part part : parts) {
      String text = part.file().text();
      if (texts.containsKey(part.path())) {
        continue;
      }
      JustfileEdits.Rewritten rewritten = JustfileEdits.rewriteCommands(text, rules, part.shell());
      rewritten.touched().forEach(name -> touched.add(part.module() + name));
      rewritten.left().forEach(l -> notes.add("left alone in " + part.path() + ": " + CommandSecrets.hide(l)));
      texts.put(part.path(), applied(rewritten.outcome(), text));
    }
    List<String> added = new ArrayList<>();
    if (!touched.isEmpty() || texts.values().stream().anyMatch(t -> t.contains("fleet push"))) {
      for (Action.Recipe recipe : action.recipes()) {
        boolean wanted = recipe.when() == null || at.templates().holds(recipe.when(), at.values());
        // Just lets a recipe of the root take the place of an imported one, without a word.
        boolean taken = parts.stream().filter(p -> p.module().isEmpty()).anyMatch(p -> p.file().isTaken(recipe.name()));
        if (wanted && !taken) {
          added.add(recipe.name());
          String text = texts.get(root);
          texts.put(
              root,
              applied(JustfileEdits.addRecipe(text, recipe.name(), recipe.parameters(), recipe.doc(), recipe.body()), text));
        }
      }
    }
    Map<String, FileVersion> changes = new LinkedHashMap<>();
    texts.forEach(
        (path, text) -> {
          if (!at.text(path).orElse("").equals(text)) {
            changes.put(path, at.version(path, text));
          }
        });
    if (changes.isEmpty()) {
      return StepOutcome.done("no recipe of " + root + " deploys with deploy-rs or fleet.sh").leaving(notes);
    }
    String reason =
        (touched.isEmpty() ? "" : "recipes rewritten: " + String.join(", ", touched))
            + (added.isEmpty() ? "" : (touched.isEmpty() ? "" : "; ") + "added: " + String.join(", ", added));
    return StepOutcome.pending(reason, changes).leaving(notes);
  }

  /**
   * The repository's own justfile and what it leads to, the justfile first; none where there is none. Just refuses to
   * choose where there are two.
   */
  static List<JustfileTree.Part> tree(RepoSnapshot files) {
    List<String> all = files.paths().stream().filter(p -> !p.contains("/") && JustfileTree.isJustfile(p)).toList();
    if (all.isEmpty()) {
      return List.of();
    }
    return JustfileTree.read(
        all.contains("justfile") ? "justfile" : all.get(0),
        files.paths(),
        path -> isLiving(path) ? files.read(path).map(v -> SourceText.read(v.content()).text()) : Optional.empty());
  }

  private static boolean isLiving(String path) {
    FileClass kind = FileClass.of(path);
    return kind != FileClass.SECRET && kind != FileClass.HISTORY;
  }

  private static String applied(EditOutcome outcome, String text) {
    return outcome instanceof EditOutcome.Changed changed ? changed.edits().applyTo(text) : text;
  }
}
