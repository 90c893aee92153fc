package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.EditOutcome;
import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.edit.FoundBinding;
import io.github.fleetmigrate.edit.ModuleTarget;
import io.github.fleetmigrate.edit.NixEdits;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.port.FileVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans modules of hosts. */
final class ModuleActions {

  StepOutcome add(Action.AddModules action, StepContext at) {
    Map<String, FileVersion> changes = new LinkedHashMap<>();
    List<String> done = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (Map.Entry<String, String> file : ReachableFiles.of(at).entrySet()) {
      if (!file.getValue().contains("nixosSystem")) {
        continue;
      }
      add(action, file.getKey(), file.getValue(), at, changes, done, refusals);
    }
    if (!refusals.isEmpty()) {
      return StepOutcome.conflict(String.join("; ", refusals));
    }
    if (changes.isEmpty()) {
      return done.isEmpty()
          ? StepOutcome.conflict("no nixosSystem call was found from flake.nix: add the modules to your hosts by hand")
          : StepOutcome.done("the modules are on every host, in " + String.join(", ", done));
    }
    return StepOutcome.pending("the modules are added to every host, in " + String.join(", ", changes.keySet()), changes);
  }

  private static void add(
      Action.AddModules action,
      String path,
      String original,
      StepContext at,
      Map<String, FileVersion> changes,
      List<String> done,
      List<String> refusals) {
    String reference =
        path.equals(FlakeModules.FLAKE)
            ? NixEdits.inputReference(original, "nixos-fleet").orElse("inputs.nixos-fleet")
            : "inputs.nixos-fleet";
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("modulePath", RelativePath.from(path, "modules/fleet.nix"));
    names.put("input", reference);
    String text = original;
    for (String template : action.elements()) {
      String element = at.render(template, names);
      if (element.isBlank()) {
        continue;
      }
      EditOutcome outcome = NixEdits.addModule(text, ModuleTarget.everyNixosSystem(), element);
      if (outcome instanceof EditOutcome.Changed changed) {
        text = changed.edits().applyTo(text);
      } else if (outcome instanceof EditOutcome.Refused refused) {
        refusals.add(path + Outcomes.where(refused, text) + ": " + refused.reason());
        return;
      }
    }
    if (text.equals(original)) {
      done.add(path);
    } else {
      changes.put(path, at.version(path, text));
    }
  }

  StepOutcome removeBinding(Action.RemoveBinding action, StepContext at) {
    var inventory = at.facts().inventory();
    List<String> files = inventory == null ? List.of() : inventory.importedBy();
    Map<String, FileVersion> changes = new LinkedHashMap<>();
    List<String> places = new ArrayList<>();
    for (String path : files) {
      String text = at.text(path).orElse("");
      List<FoundBinding> found =
          FlakeFile.of(text).findBindings(List.of(action.binding().split("\\."))).stream().filter(f -> !f.local()).toList();
      if (found.isEmpty()) {
        continue;
      }
      StringBuilder out = new StringBuilder(text);
      for (int i = found.size() - 1; i >= 0; i--) {
        int start = found.get(i).binding().start();
        int end = found.get(i).binding().end();
        while (start > 0 && (out.charAt(start - 1) == ' ' || out.charAt(start - 1) == '\t')) {
          start--;
        }
        if (end < out.length() && out.charAt(end) == '\r') {
          end++;
        }
        if (end < out.length() && out.charAt(end) == '\n') {
          end++;
        }
        out.delete(start, end);
      }
      changes.put(path, at.version(path, out.toString()));
      places.add(path);
    }
    return changes.isEmpty()
        ? StepOutcome.notApplicable("no module that reads the inventory binds " + action.binding())
        : StepOutcome.pending(action.binding() + " goes from " + String.join(", ", places), changes);
  }
}
