package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.edit.just.JustRecipe;
import io.github.fleetmigrate.edit.just.Justfile;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.ScratchFolders;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks an edited justfile with the real {@code just}: every recipe that was not meant to change must dump to the same
 * JSON. A justfile that {@code just} refused before is compared by our own structure, and that is said.
 */
final class JustCheck {
  private final CommandRunner commands;
  private final ScratchFolders scratch;

  JustCheck(CommandRunner commands, ScratchFolders scratch) {
    this.commands = commands;
    this.scratch = scratch;
  }

  /**
   * What a person should know of how it was checked; nothing where no justfile changes.
   *
   * @throws Stopped where a recipe changes that should not
   */
  List<String> check(PhasePlan plan, RepoSnapshot files, Cancellation cancellation) throws IOException, Stopped {
    List<String> notes = new ArrayList<>();
    for (FileChange change : plan.changes()) {
      boolean edited = change.before() != null && change.after() != null;
      if (edited && JustProgram.isJustfile(change.path())) {
        notes.add(check(plan.number(), change, files, cancellation));
      }
    }
    return notes;
  }

  private String check(int phase, FileChange change, RepoSnapshot files, Cancellation cancellation)
      throws IOException, Stopped {
    Justfile before = Justfile.parse(change.before().text());
    Justfile after = Justfile.parse(change.after().text());
    Set<String> untouched = untouched(before, after);
    for (JustRecipe recipe : before.recipes()) {
      if (after.recipe(recipe.name()).isEmpty()) {
        throw refused(phase, change.path(), "the recipe " + recipe.name() + " would be lost");
      }
    }
    Optional<JustProgram> just = JustProgram.installed(commands, scratch);
    if (just.isEmpty()) {
      return change.path() + ": just is not installed; recipes were compared by our own reading";
    }
    JustProgram.Reading was = just.get().read(change.path(), change.before(), files, cancellation);
    JustProgram.Reading is = just.get().read(change.path(), change.after(), files, cancellation);
    if (was.refusal() != null) {
      return change.path() + ": just refuses this file as it was; recipes were compared by our own reading";
    }
    if (is.refusal() != null) {
      throw refused(phase, change.path(), "just would refuse the file: " + is.refusal());
    }
    for (String name : untouched) {
      if (!was.json().path("recipes").path(name).equals(is.json().path("recipes").path(name))) {
        throw refused(phase, change.path(), "the recipe " + name + " would change");
      }
    }
    return change.path() + ": " + untouched.size() + " other recipes are unchanged, as just itself reads them";
  }

  /** Recipes whose text is the same before and after. */
  private static Set<String> untouched(Justfile before, Justfile after) {
    Map<String, String> texts = new HashMap<>();
    after.recipes().forEach(r -> texts.put(r.name(), r.range().in(after.text())));
    Set<String> out = new LinkedHashSet<>();
    for (JustRecipe recipe : before.recipes()) {
      if (recipe.range().in(before.text()).equals(texts.get(recipe.name()))) {
        out.add(recipe.name());
      }
    }
    return out;
  }

  private static Stopped refused(int phase, String path, String what) {
    return Stopped.because(
        ExitStatus.CHECK_FAILED,
        "phase " + phase + " would break " + path + ": " + what,
        "nothing was changed; edit the justfile by hand and run the same command again");
  }
}
