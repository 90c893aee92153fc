package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.archive.ArchivePath;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.port.FileVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans files that are made, and files that go out of use. */
final class FileActions {
  /** The module for every host that a migration makes. */
  private static final String HOST_MODULE = "modules/fleet.nix";

  /** A new file from a template. One that exists is somebody's: it is left as it is. */
  StepOutcome create(Action.CreateFile action, StepContext at) {
    String path = place(action.path(), at);
    if (at.files().exists(path)) {
      return StepOutcome.done(path + " exists and is left as it is");
    }
    String text = at.render(at.resources().apply(action.template()), fileNames(path, at));
    return StepOutcome.pending(
        path + " is made", Map.of(path, new FileVersion(text.getBytes(StandardCharsets.UTF_8), false)));
  }

  /**
   * Where a new file goes: where the migration says, but for a folder whose every Nix file is a flake-parts module. There
   * import-tree passes over names that begin with an underscore.
   */
  static String place(String path, StepContext at) {
    String folder = RelativePath.folder(path);
    return path.endsWith(".nix") && FlakeModules.of(at).isInTree(path)
        ? folder + "_" + path.substring(folder.length())
        : path;
  }

  /** A file of an earlier phase as it would be made now; what a person changed in it stays. */
  StepOutcome refresh(Action.RefreshFile action, StepContext at) {
    String path = place(action.path(), at);
    Optional<String> text = at.text(path);
    if (text.isEmpty()) {
      return StepOutcome.done(path + " is not there");
    }
    Map<String, Object> names = fileNames(path, at);
    String template = at.resources().apply(action.template());
    String made = at.render(template, names);
    names.putAll(at.context().afterClosing());
    RefreshedText fresh = RefreshedText.of(text.get(), made, at.render(template, names));
    if (fresh.text().equals(text.get())) {
      return StepOutcome.done(path + (fresh.left() == 0 ? " says nothing that is over" : " was changed by hand and stays as it is"));
    }
    StepOutcome changed =
        StepOutcome.pending(path + " says how it is now", Map.of(path, at.version(path, fresh.text())));
    return fresh.left() == 0
        ? changed
        : changed.leaving(List.of(path + ": places that were changed by hand stay: " + fresh.left()));
  }

  /** Moves the files that are there into a folder beside them. */
  StepOutcome archive(Action.Archive action, StepContext at) {
    Map<String, FileVersion> changes = new LinkedHashMap<>();
    List<String> moved = new ArrayList<>();
    for (String path : action.paths()) {
      var version = at.files().read(path);
      if (version.isEmpty()) {
        continue;
      }
      String archived =
          ArchivePath.of(
              path, action.into(), action.suffix(), p -> at.files().exists(p) || changes.containsKey(p));
      changes.put(path, null);
      changes.put(archived, version.get());
      moved.add(path + " goes to " + archived);
    }
    return changes.isEmpty()
        ? StepOutcome.done("none of " + String.join(", ", action.paths()) + " is there")
        : StepOutcome.pending(String.join("; ", moved), changes);
  }

  /** Names for a template that depend on where its file lies. */
  static Map<String, Object> fileNames(String path, StepContext at) {
    Map<String, Object> out = new LinkedHashMap<>();
    var inventory = at.facts().inventory();
    Stream<String> places =
        inventory == null ? at.context().migration().inventory().paths().stream() : Stream.of(inventory.path());
    places
        .findFirst()
        .map(place -> inventory == null ? place(place, at) : place)
        .ifPresent(place -> out.put("inventoryImport", RelativePath.from(path, place)));
    out.put("modulePath", RelativePath.from(path, place(HOST_MODULE, at)));
    return out;
  }
}
