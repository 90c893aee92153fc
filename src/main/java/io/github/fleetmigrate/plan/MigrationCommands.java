package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.edit.command.CommandRuleSet;
import io.github.fleetmigrate.edit.command.CommandRules;
import io.github.fleetmigrate.edit.just.JustfileTree;
import io.github.fleetmigrate.edit.mentions.FileClass;
import io.github.fleetmigrate.edit.script.FileCommands;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.proof.CommandSecrets;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.text.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Commands that a migration's rules know and that no step of it rewrites: those of build files, scripts and Nix code. */
final class MigrationCommands {
  private static final int LARGEST = 1_000_000;

  private final Migration migration;
  private final Function<String, String> resources;

  MigrationCommands(Migration migration, Function<String, String> resources) {
    this.migration = migration;
    this.resources = resources;
  }

  /** Of every living file, in its order; none where the migration has no rules for commands. */
  Map<String, List<FileCommands.Found>> of(RepoSnapshot files) {
    Map<String, List<FileCommands.Found>> out = new LinkedHashMap<>();
    Optional<CommandRules> rules =
        actions().map(MigrationCommands::rules).filter(Objects::nonNull).findFirst().map(path -> read(resources.apply(path)));
    if (rules.isEmpty()) {
      return out;
    }
    FileCommands commands = new FileCommands(rules.get());
    Set<String> archived = new HashSet<>();
    actions().filter(Action.Archive.class::isInstance).forEach(a -> archived.addAll(((Action.Archive) a).paths()));
    Set<String> rewritten = rewritten(files);
    for (String path : files.paths()) {
      if (archived.contains(path) || !isLiving(path)) {
        continue;
      }
      String text =
          files.read(path).filter(v -> v.content().length < LARGEST).map(v -> SourceText.read(v.content()).text()).orElse("");
      List<FileCommands.Found> found = new ArrayList<>(commands.of(path, text));
      // What a rewritten justfile says in so many words is rewritten, or named by that step.
      found.removeIf(f -> rewritten.contains(path) && !f.isSpeltOut());
      if (!found.isEmpty()) {
        out.put(path, found);
      }
    }
    return out;
  }

  /** A command and what becomes of it, in one line, without secrets. */
  static String text(FileCommands.Found found) {
    String written = "`" + CommandSecrets.hide(found.written()) + "`";
    String meant = found.isSpeltOut() ? " (that is `" + CommandSecrets.hide(found.meant()) + "`)" : "";
    if (found.becomes() == null) {
      return written + meant + " has no equal: " + found.reason();
    }
    return written
        + meant
        + (found.reason() == null ? "" : ": " + found.reason() + "; by itself it")
        + " becomes `" + CommandSecrets.hide(found.becomes()) + "`";
  }

  static CommandRules read(String json) {
    try {
      return new CommandRules(new ObjectMapper().readValue(json, CommandRuleSet.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the catalogue checked the rules", e);
    }
  }

  private Set<String> rewritten(RepoSnapshot files) {
    Set<String> out = new HashSet<>();
    if (actions().anyMatch(Action.JustRewrite.class::isInstance)) {
      JustActions.tree(files).forEach(part -> out.add(part.path()));
    }
    return out;
  }

  private static boolean isLiving(String path) {
    return switch (FileClass.of(path)) {
      case SECRET, LOCK, HISTORY, PLAN, DOCUMENT -> false;
      case NIX, JUSTFILE, SCRIPT, BUILD, OTHER -> true;
    };
  }

  private Stream<Action> actions() {
    return migration.phases().stream().flatMap(p -> p.steps().stream()).map(s -> s.action());
  }

  private static String rules(Action action) {
    if (action instanceof Action.JustRewrite just) {
      return just.rules();
    }
    return action instanceof Action.MarkdownRewrite markdown ? markdown.rules() : null;
  }
}
