package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.EditOutcome;
import io.github.fleetmigrate.edit.command.CommandRules;
import io.github.fleetmigrate.edit.just.JustfileEdits;
import io.github.fleetmigrate.edit.just.JustfileTree;
import io.github.fleetmigrate.edit.mentions.FileClass;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.port.FileVersion;
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
    Optional<String> root = root(at);
    if (root.isEmpty()) {
      return StepOutcome.notApplicable("there is no justfile");
    }
    List<JustfileTree.Part> parts =
        JustfileTree.read(root.get(), at.files().paths(), path -> isLiving(path) ? at.text(path) : Optional.empty());
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
      rewritten.left().forEach(l -> notes.add("left alone in " + part.path() + ": " + l));
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
          String text = texts.get(root.get());
          texts.put(
              root.get(),
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
      return StepOutcome.done("no recipe of " + root.get() + " deploys with deploy-rs or fleet.sh").leaving(notes);
    }
    String reason =
        (touched.isEmpty() ? "" : "recipes rewritten: " + String.join(", ", touched))
            + (added.isEmpty() ? "" : (touched.isEmpty() ? "" : "; ") + "added: " + String.join(", ", added));
    return StepOutcome.pending(reason, changes).leaving(notes);
  }

  /** The repository's own justfile; just refuses to choose where there are two. */
  private static Optional<String> root(StepContext at) {
    List<String> all = at.files().paths().stream().filter(p -> !p.contains("/") && JustfileTree.isJustfile(p)).toList();
    return all.contains("justfile") ? Optional.of("justfile") : all.stream().findFirst();
  }

  private static boolean isLiving(String path) {
    FileClass kind = FileClass.of(path);
    return kind != FileClass.SECRET && kind != FileClass.HISTORY;
  }

  private static String applied(EditOutcome outcome, String text) {
    return outcome instanceof EditOutcome.Changed changed ? changed.edits().applyTo(text) : text;
  }
}
