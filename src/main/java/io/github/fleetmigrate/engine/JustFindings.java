package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.edit.just.JustItem.Kind;
import io.github.fleetmigrate.edit.just.JustRecipe;
import io.github.fleetmigrate.edit.just.Justfile;
import io.github.fleetmigrate.edit.just.JustfileTree;
import io.github.fleetmigrate.edit.mentions.FileClass;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Finding.Severity;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.text.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings of justfiles that {@code just} itself refuses: none of their recipes can be run, before the migration or after. */
final class JustFindings {
  private final Optional<JustProgram> just;

  /**
   * @param just empty where it is not installed: then our own reading finds unknown dependencies, and nothing else
   */
  JustFindings(Optional<JustProgram> just) {
    this.just = just;
  }

  List<Finding> of(RepoSnapshot files, Cancellation cancellation) throws IOException {
    List<Finding> out = new ArrayList<>();
    for (String path : files.paths()) {
      Optional<FileVersion> version = JustfileTree.isJustfile(path) ? files.read(path) : Optional.empty();
      if (version.isEmpty() || FileClass.of(path) == FileClass.HISTORY) {
        continue;
      }
      JustProgram.Reading reading =
          just.isPresent() ? just.get().read(path, files, cancellation) : ownReading(path, version.get().text());
      if (reading.refusal() != null) {
        out.add(finding(path, reading));
      }
    }
    return out;
  }

  private static Finding finding(String path, JustProgram.Reading reading) {
    return new Finding(
        "justfile.refused",
        Severity.WARNING,
        null,
        reading.where() == null ? path : reading.where(),
        "just refuses " + path + ", so that none of its recipes runs: " + reading.refusal(),
        "`just --justfile " + path + " --list` shows the whole message; the migration adds and rewrites recipes all the"
            + " same, and compares them by its own reading alone");
  }

  /** A file that takes recipes from others is not judged: what those hold is just's to say. */
  private static JustProgram.Reading ownReading(String path, String text) {
    Justfile file = Justfile.parse(text);
    boolean alone = file.items().stream().noneMatch(i -> i.kind() == Kind.IMPORT || i.kind() == Kind.MODULE);
    for (JustRecipe recipe : alone ? file.recipes() : List.<JustRecipe>of()) {
      for (String dependency : recipe.dependencies()) {
        if (file.recipe(dependency).isEmpty()) {
          return new JustProgram.Reading(
              null,
              "recipe `" + recipe.name() + "` has unknown dependency `" + dependency + "`",
              path + ":" + SourceText.of(text).lineOf(recipe.header().start()));
        }
      }
    }
    return new JustProgram.Reading(null, null, null);
  }
}
