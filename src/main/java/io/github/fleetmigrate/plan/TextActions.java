package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.command.CommandRules;
import io.github.fleetmigrate.edit.markdown.MarkdownCommands;
import io.github.fleetmigrate.edit.mentions.FileClass;
import io.github.fleetmigrate.edit.mentions.MentionScanner;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.migration.Step;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.proof.CommandSecrets;
import io.github.fleetmigrate.text.EditSet;
import io.github.fleetmigrate.text.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the justfile, documents, and the list of what is left alone. */
final class TextActions {
  private static final int LARGEST = 1_000_000;

  StepOutcome just(Action.JustRewrite action, StepContext at) {
    return new JustActions().rewrite(action, rules(action.rules(), at), at);
  }

  StepOutcome markdown(Action.MarkdownRewrite action, StepContext at) {
    MarkdownCommands commands = new MarkdownCommands(rules(action.rules(), at));
    Map<String, FileVersion> changes = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    Set<String> own = madeHere(at);
    for (String path : at.files().paths()) {
      if (FileClass.of(path) != FileClass.DOCUMENT || own.contains(path)) {
        continue;
      }
      String text = at.text(path).orElse("");
      CommandRules.Result result = commands.rewrite(text);
      if (!result.edits().isEmpty()) {
        changes.put(path, at.version(path, EditSet.of(result.edits()).applyTo(text)));
      }
      for (CommandRules.Left left : result.left()) {
        notes.add(
            "left alone: " + path + ":" + SourceText.of(text).lineOf(left.range().start()) + " `" + CommandSecrets.hide(left.command()) + "` ("
                + left.reason() + ")");
      }
    }
    return changes.isEmpty()
        ? StepOutcome.done("no living document has a command to rewrite").leaving(notes)
        : StepOutcome.pending("commands are rewritten in " + String.join(", ", changes.keySet()), changes)
            .leaving(notes);
  }

  /** Files that the migration makes, or leaves as they are: such a page says on purpose what still mentions the old tool. */
  private static Set<String> madeHere(StepContext at) {
    Set<String> out = new HashSet<>();
    for (Phase phase : at.context().migration().phases()) {
      for (Step step : phase.steps()) {
        if (step.action() instanceof Action.CreateFile create) {
          out.add(create.path());
        }
      }
    }
    return out;
  }

  /** A list for a person; nothing changes. */
  StepOutcome mentions(Action.ReportMentions action, StepContext at) {
    MentionScanner scanner = new MentionScanner(action.patterns());
    List<String> notes = new ArrayList<>();
    int total = 0;
    for (String path : at.files().paths()) {
      FileClass kind = FileClass.of(path);
      if (kind == FileClass.SECRET || kind == FileClass.LOCK) {
        continue;
      }
      Optional<FileVersion> version = at.files().read(path).filter(v -> v.content().length < LARGEST);
      if (version.isEmpty()) {
        continue;
      }
      List<Integer> lines = scanner.lines(SourceText.read(version.get().content()).text());
      if (!lines.isEmpty()) {
        total += lines.size();
        notes.add(path + ":" + lines.get(0) + (lines.size() > 1 ? " and " + (lines.size() - 1) + " more" : "") + " (" + reason(kind, action) + ")");
      }
    }
    int files = notes.size();
    new MigrationCommands(at.context().migration(), at.resources())
        .of(at.files())
        .forEach((path, found) -> found.forEach(f -> notes.add("by hand: " + path + ":" + f.line() + " " + MigrationCommands.text(f))));
    return StepOutcome.done(
            files == 0 ? "nothing else mentions it" : total + " mentions in " + files + " files stay")
        .withNotes(notes);
  }

  private static String reason(FileClass kind, Action.ReportMentions action) {
    return switch (kind) {
      case DOCUMENT -> "prose is yours";
      case NIX -> action.code() == null ? "kept as a fallback until the rollout is done" : action.code();
      case JUSTFILE -> "no command that fleet has";
      default -> kind.reason();
    };
  }

  private static CommandRules rules(String file, StepContext at) {
    return MigrationCommands.read(at.resources().apply(file));
  }
}
