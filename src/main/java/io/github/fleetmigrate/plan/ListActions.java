package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.EditOutcome;
import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.edit.ListTarget;
import io.github.fleetmigrate.edit.NixEdits;
import io.github.fleetmigrate.migration.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans an element in a list of the flake or of a host. */
final class ListActions {

  StepOutcome add(Action.AddToList action, StepContext at) {
    return action.in().equals("host") ? host(action, at) : flake(action, at);
  }

  private StepOutcome flake(Action.AddToList action, StepContext at) {
    Map<String, String> texts = new LinkedHashMap<>(FlakeModules.of(at).texts());
    ReachableFiles.of(at).entrySet().stream()
        .filter(file -> holds(action, file.getValue()))
        .forEach(file -> texts.putIfAbsent(file.getKey(), file.getValue()));
    for (Map.Entry<String, String> file : texts.entrySet()) {
      if (action.present().stream().anyMatch(p -> mentions(file.getValue(), p))) {
        return StepOutcome.done("it is there, in " + file.getKey());
      }
    }
    List<String> refusals = new ArrayList<>();
    for (Map.Entry<String, String> file : texts.entrySet()) {
      if (!holds(action, file.getValue())) {
        continue;
      }
      StepOutcome outcome = insert(action, file.getKey(), file.getValue(), at);
      if (outcome.state() != StepState.CONFLICT) {
        return outcome;
      }
      refusals.add(outcome.reason());
    }
    String otherwise = ": answer cli with nix-run or system-packages";
    return StepOutcome.conflict(
        refusals.isEmpty()
            ? "no file of the flake binds " + action.binding() + otherwise
            : String.join("; ", refusals) + otherwise);
  }

  private static boolean holds(Action.AddToList action, String text) {
    return !FlakeFile.of(text).findBindings(List.of(action.binding().split("\\."))).isEmpty()
        || !FlakeFile.of(text).findBindings(List.of("devShells", "*", "default")).isEmpty();
  }

  private StepOutcome insert(Action.AddToList action, String path, String text, StepContext at) {
    ListTarget target =
        action.binding().equals("devShells.default")
            ? ListTarget.devShell()
            : new ListTarget(List.of(List.of(action.binding().split("\\."))), action.lists(), false);
    StepOutcome refused = null;
    for (String element : elements(at.render(action.element()), text)) {
      StepOutcome outcome =
          Outcomes.of(
              NixEdits.addToList(text, target, element),
              path,
              text,
              at,
              element + " is added in " + path,
              "it is there, in " + path);
      if (outcome.state() != StepState.CONFLICT) {
        return outcome;
      }
      refused = refused == null ? outcome : refused;
    }
    String element = at.render(action.element());
    if (element.startsWith("inputs'.")
        && NixEdits.bindPerSystemArgument(text, "inputs'") instanceof EditOutcome.Changed known) {
      String now = known.edits().applyTo(text);
      return Outcomes.of(
          NixEdits.addToList(now, target, element),
          path,
          now,
          at,
          element + " is added in " + path,
          "it is there, in " + path);
    }
    return refused;
  }

  /**
   * Ways to write the element in this file, the best first; one that uses what is not known there is refused later. In
   * a flake-parts perSystem the input's own system is at hand by {@code inputs'}; elsewhere it is spelled out.
   */
  private static List<String> elements(String element, String text) {
    if (!element.startsWith("inputs'.") || binds(text, "inputs'")) {
      return List.of(element);
    }
    String input = element.split("\\.")[1];
    String reference = NixEdits.inputReference(text, input).orElse("inputs." + input);
    String rest = element.substring(("inputs'." + input + ".packages").length());
    List<String> systems = new ArrayList<>(List.of("${pkgs.stdenv.hostPlatform.system}"));
    systems.add(binds(text, "system") ? 0 : 1, "${system}");
    FlakeFile.of(text).findBindings(List.of("devShells", "*", "default")).stream()
        .map(found -> found.path().get(found.path().size() - 2))
        .forEach(systems::add);
    return systems.stream().distinct().map(system -> reference + ".packages." + system + rest).toList();
  }

  private StepOutcome host(Action.AddToList action, StepContext at) {
    String host = at.render(action.host());
    if (host.isEmpty()) {
      return StepOutcome.conflict("no control host is named: answer controlHost");
    }
    var modules = at.facts().modules().get(host);
    if (modules == null || modules.paths().isEmpty()) {
      return StepOutcome.conflict("no module of " + host + " is a file of this flake: answer cli otherwise");
    }
    if (!modules.specialArgs().contains("inputs")) {
      return StepOutcome.conflict("the modules of " + host + " do not get `inputs` as a special argument: answer cli otherwise");
    }
    String first = modules.paths().get(0);
    String path = at.files().exists(first) ? first : first + "/default.nix";
    String text = at.text(path).orElse("");
    if (action.present().stream().anyMatch(p -> mentions(text, p))) {
      return StepOutcome.done("it is there, in " + path);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(path, text);
    for (String argument : List.of("inputs", "pkgs")) {
      EditOutcome bound = NixEdits.bindModuleArgument(texts.get(path), argument);
      if (bound instanceof EditOutcome.Refused refused) {
        return StepOutcome.conflict(path + ": " + refused.reason());
      }
      if (bound instanceof EditOutcome.Changed changed) {
        texts.put(path, changed.edits().applyTo(texts.get(path)));
      }
    }
    String now = texts.get(path);
    return Outcomes.of(
        NixEdits.addToList(now, ListTarget.option(action.binding().split("\\.")), at.render(action.element())),
        path,
        now,
        at,
        "fleet is added to " + action.binding() + " in " + path,
        "it is there, in " + path);
  }

  /** Whether an argument of that name stands between braces somewhere in the text. */
  private static boolean binds(String text, String name) {
    return java.util.regex.Pattern.compile("[{,]\\s*" + java.util.regex.Pattern.quote(name) + "\\s*[,}?]").matcher(text).find();
  }

  private static boolean mentions(String text, String what) {
    return text.lines().filter(l -> !l.stripLeading().startsWith("#")).anyMatch(l -> l.contains(what));
  }
}
