package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.edit.just.JustRecipe;
import io.github.fleetmigrate.edit.just.JustfileTree;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.port.ScratchFolders;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Map<String, FileVersion> changed = new LinkedHashMap<>();
    for (FileChange change : plan.changes()) {
      if (change.before() != null && change.after() != null) {
        changed.put(change.path(), change.after());
      }
    }
    List<String> notes = new ArrayList<>();
    RepoSnapshot after = files.with(changed);
    for (String root : files.paths()) {
      if (JustfileTree.isJustfile(root)) {
        List<JustfileTree.Part> parts = parts(root, files);
        if (parts.stream().anyMatch(p -> changed.containsKey(p.path()))) {
          notes.add(check(plan.number(), root, files, after, cancellation));
        }
      }
    }
    return notes;
  }

  private String check(int phase, String root, RepoSnapshot files, RepoSnapshot after, Cancellation cancellation)
      throws IOException, Stopped {
    Map<String, List<String>> before = recipes(parts(root, files));
    Map<String, List<String>> then = recipes(parts(root, after));
    for (String name : before.keySet()) {
      if (!then.containsKey(name)) {
        throw refused(phase, root, "the recipe " + name + " would be lost");
      }
    }
    Optional<JustProgram> just = JustProgram.installed(commands, scratch);
    if (just.isEmpty()) {
      return root + ": just is not installed; recipes were compared by our own reading";
    }
    JustProgram.Reading was = just.get().read(root, files, cancellation);
    JustProgram.Reading is = just.get().read(root, after, cancellation);
    if (was.refusal() != null) {
      return root + ": just refuses this file as it was; recipes were compared by our own reading";
    }
    if (is.refusal() != null) {
      throw refused(phase, root, "just would refuse the file: " + is.refusal());
    }
    List<String> untouched = before.keySet().stream().filter(n -> before.get(n).equals(then.get(n))).toList();
    for (String name : untouched) {
      if (!recipe(was.json(), name).equals(recipe(is.json(), name))) {
        throw refused(phase, root, "the recipe " + name + " would change");
      }
    }
    return root + ": " + untouched.size() + " other recipes are unchanged, as just itself reads them";
  }

  private static List<JustfileTree.Part> parts(String root, RepoSnapshot files) {
    return JustfileTree.read(root, files.paths(), path -> files.read(path).map(FileVersion::text));
  }

  /** Every recipe's name, behind its module's, with the text of each variant that has it. */
  private static Map<String, List<String>> recipes(List<JustfileTree.Part> parts) {
    Map<String, List<String>> out = new LinkedHashMap<>();
    for (JustfileTree.Part part : parts) {
      for (JustRecipe recipe : part.file().recipes()) {
        out.computeIfAbsent(part.module() + recipe.name(), n -> new ArrayList<>()).add(recipe.range().in(part.file().text()));
      }
    }
    return out;
  }

  private static JsonNode recipe(JsonNode dump, String name) {
    String[] names = name.split("::");
    JsonNode at = dump;
    for (int i = 0; i < names.length - 1; i++) {
      at = at.path("modules").path(names[i]);
    }
    return at.path("recipes").path(names[names.length - 1]);
  }

  private static Stopped refused(int phase, String path, String what) {
    return Stopped.because(
        ExitStatus.CHECK_FAILED,
        Phase.name(phase) + " would break " + path + ": " + what,
        "nothing was changed; edit the justfile by hand and run the same command again");
  }
}
