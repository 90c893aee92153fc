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
import java.util.stream.Stream;

/** Plans modules of hosts. */
final class ModuleActions {

  StepOutcome add(Action.AddModules action, StepContext at) {
    FleetSystems systems = FleetSystems.of(at);
    Map<String, FileVersion> changes = new LinkedHashMap<>();
    List<String> done = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (Map.Entry<String, String> file : ReachableFiles.of(at).entrySet()) {
      ModuleTarget target = systems.in(file.getKey(), file.getValue());
      if (target.calls().isEmpty()) {
        continue;
      }
      add(action, target, file.getKey(), file.getValue(), at, changes, done, refusals);
    }
    if (!refusals.isEmpty() || changes.isEmpty() && done.isEmpty()) {
      return extend(action, at, refusals.isEmpty() ? "no nixosSystem call was found from flake.nix" : String.join("; ", refusals));
    }
    if (changes.isEmpty()) {
      return StepOutcome.done("the modules are on every host, in " + String.join(", ", done));
    }
    return StepOutcome.pending("the modules are added to every host, in " + String.join(", ", changes.keySet()), changes)
        .withNotes(systems.notes());
  }

  private static void add(
      Action.AddModules action,
      ModuleTarget target,
      String path,
      String original,
      StepContext at,
      Map<String, FileVersion> changes,
      List<String> done,
      List<String> refusals) {
    String text = original;
    for (String element : elements(action, at, names(path, original, at))) {
      EditOutcome outcome = NixEdits.addModule(text, target, element);
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

  /** The modules laid over the configurations that the outputs hold, whatever made them. */
  private static StepOutcome extend(Action.AddModules action, StepContext at, String why) {
    String flake = at.text(FlakeModules.FLAKE).orElse("");
    Map<String, Object> names = names(FlakeModules.FLAKE, flake, at);
    List<String> built =
        "full".equals(at.values().get("strategy"))
            ? at.context().carried()
            : List.of();
    List<String> left =
        at.context().settlement().hosts().stream()
            .filter(host -> !host.inHive() && !built.contains(host.host()))
            .map(HostSettings::host)
            .toList();
    String module = String.valueOf(names.get("modulePath"));
    if (flake.contains("extendModules") && flake.lines().anyMatch(line -> line.strip().equals(module))) {
      return StepOutcome.done("the modules are laid over every host, in " + FlakeModules.FLAKE);
    }
    if (action.extended() == null) {
      return StepOutcome.conflict(why + ": add the modules to your hosts by hand");
    }
    if (!built.isEmpty() && built.size() == at.facts().hostNames().size()) {
      return StepOutcome.notApplicable("mkFleet gives the modules to every host");
    }
    names.put("added", elements(action, at, names).stream().map(element -> Map.of("element", element)).toList());
    List<String> others = Stream.concat(built.stream(), left.stream()).sorted().toList();
    names.put("others", String.join(" ", others.stream().map(NixText::string).toList()));
    names.put("hasOthers", !others.isEmpty());
    StepOutcome outcome = OutputActions.wrap(flake, OutputActions.LAID_OVER, null, action.extended(), names, at);
    return switch (outcome.state()) {
      case CONFLICT ->
          StepOutcome.conflict(
              why + "; and nixosConfigurations cannot be extended: " + outcome.reason() + "; add the modules to your hosts by hand");
      case PENDING ->
          StepOutcome.pending("the modules are laid over every host by extendModules", outcome.changes())
              .withNotes(
                  List.of(
                      "no list of modules can be edited: " + why,
                      "what the outputs make of a host without going through self.nixosConfigurations is without the modules"));
      default -> outcome;
    };
  }

  private static Map<String, Object> names(String path, String text, StepContext at) {
    Map<String, Object> names = new LinkedHashMap<>(FileActions.fileNames(path, at));
    names.put("input", NixEdits.inputReference(text, "nixos-fleet").orElse("inputs.nixos-fleet"));
    return names;
  }

  private static List<String> elements(Action.AddModules action, StepContext at, Map<String, Object> names) {
    return action.elements().stream()
        .map(template -> at.render(template, names))
        .filter(element -> !element.isBlank())
        .toList();
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
