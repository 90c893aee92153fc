package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.EditOutcome;
import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.edit.FoundBinding;
import io.github.fleetmigrate.edit.NixEdits;
import io.github.fleetmigrate.edit.OutputsShape;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.port.FileVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans new flake outputs beside those that exist. */
final class OutputActions {
  private static final String FLAKE = FlakeModules.FLAKE;
  /** What the outputs are called over which modules are laid. */
  static final String LAID_OVER = "configured";

  StepOutcome addFlakeModule(Action.AddFlakeModule action, StepContext at) {
    FlakeModules modules = FlakeModules.of(at);
    List<String> there = action.provides().stream().filter(o -> !modules.binding(o).isEmpty()).toList();
    if (there.size() == action.provides().size()) {
      return StepOutcome.done(String.join(" and ", there) + " are there, in " + modules.binding(there.get(0)).get(0));
    }
    if (!there.isEmpty()) {
      return StepOutcome.conflict(
          String.join(", ", there) + " is there already, in " + modules.binding(there.get(0)).get(0)
              + ", but not all of " + String.join(", ", action.provides()) + ": complete it by hand");
    }
    Optional<String> sibling = modules.binding(action.beside()).stream().filter(f -> !f.equals(FLAKE)).findFirst();
    String folder = sibling.map(RelativePath::folder).orElseGet(() -> modules.folder(action.beside()));
    String path = folder + action.name() + ".nix";
    if (at.files().exists(path)) {
      return StepOutcome.conflict(path + " exists and does not provide " + String.join(" and ", action.provides()));
    }
    FileVersion file = FileVersion.of(at.render(at.resources().apply(action.template()), FileActions.fileNames(path, at)));
    Optional<FlakeModules.Import> imported = sibling.flatMap(modules::importOf);
    boolean replaces = at.render(action.inPlace()).equals("true") && sibling.isPresent();
    if (replaces) {
      Optional<String> lost = lost(sibling.get(), imported, modules, at);
      if (lost.isPresent()) {
        return StepOutcome.conflict(lost.get());
      }
    }
    if (modules.isInTree(path)) {
      return StepOutcome.pending(path + " is made, where every file is a module", Map.of(path, file)).withNotes(notes(at));
    }
    String importer = imported.map(FlakeModules.Import::by).orElseGet(modules::root);
    String beside = imported.map(FlakeModules.Import::as).orElse(null);
    String element = RelativePath.from(importer, path);
    String text = at.text(importer).orElse("");
    EditOutcome outcome =
        replaces ? NixEdits.replaceImport(text, beside, element) : NixEdits.addImport(text, element, beside);
    StepOutcome edited =
        Outcomes.of(
            outcome,
            importer,
            text,
            at,
            path + " is made, and imported " + (replaces ? "in place of " : "beside ") + (beside == null ? "the other modules" : beside),
            path + " is imported already");
    if (edited.state() != StepState.PENDING) {
      return edited.state() == StepState.DONE
          ? StepOutcome.conflict(importer + " imports " + element + ", which does not exist")
          : edited;
    }
    Map<String, FileVersion> changes = new LinkedHashMap<>(edited.changes());
    changes.put(path, file);
    return StepOutcome.pending(edited.reason(), changes).withNotes(notes(at));
  }

  /** Why a sibling's import cannot give way; empty where it can. */
  private static Optional<String> lost(
      String sibling, Optional<FlakeModules.Import> imported, FlakeModules modules, StepContext at) {
    String keep = "keep deploy-rs (keepDeployRs) until the rollout is done";
    if (imported.isEmpty()) {
      return Optional.of(sibling + " is imported with its whole folder and cannot give way: take its outputs out by hand, or " + keep);
    }
    List<String> vanishing = vanishing(modules.texts().get(sibling), at);
    if (!vanishing.isEmpty()) {
      return Optional.of(
          "without " + sibling + " these outputs vanish: " + String.join(", ", vanishing)
              + "; agree by naming them in dropOutputs, or " + keep);
    }
    return FlakeFile.of(modules.texts().get(sibling)).imports().isEmpty()
        ? Optional.empty()
        : Optional.of(sibling + " imports further modules, which would vanish with it: import them elsewhere by hand, or " + keep);
  }

  /** Outputs that a module brings and that nobody agreed to drop. */
  private static List<String> vanishing(String module, StepContext at) {
    List<String> agreed = at.context().answers().names("dropOutputs");
    return FlakeFile.of(module).findBindings(List.of("flake", "*")).stream()
        .filter(f -> !f.local())
        .map(f -> f.path().get(f.path().size() - 1))
        .distinct()
        .filter(output -> !agreed.contains(output))
        .toList();
  }

  StepOutcome wrap(Action.WrapOutputs action, StepContext at) {
    String flake = at.text(FLAKE).orElse("");
    FlakeFile file = FlakeFile.of(flake);
    FlakeModules modules = FlakeModules.of(at);
    boolean bound =
        action.provides().stream()
            .allMatch(
                o ->
                    !modules.binding(o).isEmpty()
                        || file.findBindings(List.of("outputs", o)).stream().anyMatch(f -> !f.local())
                        || file.findBindings(List.of("*", o)).stream().anyMatch(f -> isWrapped(f, action.bound())));
    if (bound) {
      return StepOutcome.done(String.join(" and ", action.provides()) + " are there");
    }
    Map<String, Object> names = new LinkedHashMap<>(FileActions.fileNames(FLAKE, at));
    String named = withNamedInputs(flake);
    Optional<String> inputs = inputs(FlakeFile.of(named));
    if (inputs.isEmpty()) {
      return StepOutcome.conflict(
          "flake.nix: the outputs function has no name for all inputs and no self: add `self` to its arguments, or `@inputs`");
    }
    names.putAll(inputNames(inputs.get()));
    return wrap(named, action.bound(), action.bindings(), action.result(), names, at)
        .withNotes(notes(at));
  }

  /** Whether a binding stands in outputs that were wrapped once more since, by a later phase. */
  private static boolean isWrapped(FoundBinding found, String bound) {
    String holder = found.path().get(found.path().size() - 2);
    return found.local() && Stream.of(bound, LAID_OVER).flatMap(OutputActions::wrapNames).anyMatch(holder::equals);
  }

  /** Names for outputs as they were, the best first. */
  private static Stream<String> wrapNames(String wanted) {
    return Stream.of(wanted, wanted + "Outputs", "flakeOutputs");
  }

  /**
   * Wraps the outputs under the first name that they do not use themselves.
   *
   * @param flake text of flake.nix
   * @param bindings path of the template, or null for none
   * @param names further names for the templates
   */
  static StepOutcome wrap(
      String flake, String wanted, String bindings, String result, Map<String, Object> names, StepContext at) {
    List<StepOutcome> outcomes = new ArrayList<>();
    for (String name : wrapNames(wanted).toList()) {
      Map<String, Object> all = new LinkedHashMap<>(names);
      all.put("bound", name);
      outcomes.add(
          Outcomes.of(
              NixEdits.wrapOutputs(
                  flake,
                  name,
                  bindings == null ? "" : at.render(at.resources().apply(bindings), all),
                  at.render(at.resources().apply(result), all)),
              FLAKE,
              flake,
              at,
              "more is merged with the outputs as they are",
              "the outputs are wrapped already"));
    }
    return outcomes.stream()
        .filter(outcome -> outcome.state() == StepState.DONE)
        .findFirst()
        .or(() -> outcomes.stream().filter(outcome -> outcome.state() == StepState.PENDING).findFirst())
        .orElse(outcomes.get(0));
  }

  StepOutcome refresh(Action.RefreshText action, StepContext at) {
    for (Map.Entry<String, String> file : FlakeModules.of(at).texts().entrySet()) {
      Map<String, Object> names = new LinkedHashMap<>(FileActions.fileNames(file.getKey(), at));
      inputs(FlakeFile.of(at.text(FLAKE).orElse(""))).ifPresent(i -> names.putAll(inputNames(i)));
      String template = at.resources().apply(action.template());
      String old = at.render(template, names);
      names.putAll(at.context().afterSettling());
      String fresh = at.render(template, names);
      if (RenderedBlock.replace(file.getValue(), fresh, fresh).isPresent()) {
        return StepOutcome.done(file.getKey() + " says nothing twice");
      }
      Optional<String> text = RenderedBlock.replace(file.getValue(), old, fresh);
      if (text.isPresent()) {
        return StepOutcome.pending(
            file.getKey() + " leaves to the inventory what the inventory says now",
            Map.of(file.getKey(), at.version(file.getKey(), text.get())));
      }
    }
    return StepOutcome.done("the hive was changed by hand and stays as it is");
  }

  /** The hive's text anew, with the user that hosts are deployed as from now on. */
  StepOutcome deployAs(Action.DeployAs action, StepContext at) {
    DeployUsers users = at.context().users();
    List<String> kept = users.kept().entrySet().stream().map(e -> e.getKey() + " keeps its user: " + e.getValue()).toList();
    if (users.hosts().isEmpty()) {
      return StepOutcome.done(
              at.render(action.user()).isEmpty() ? "there is no deploy user" : "no host is to be deployed as another user")
          .withNotes(kept);
    }
    String hosts = String.join(", ", users.hosts());
    for (Map.Entry<String, String> file : FlakeModules.of(at).texts().entrySet()) {
      Map<String, Object> names = new LinkedHashMap<>(FileActions.fileNames(file.getKey(), at));
      inputs(FlakeFile.of(at.text(FLAKE).orElse(""))).ifPresent(i -> names.putAll(inputNames(i)));
      for (boolean settled : List.of(false, true)) {
        Map<String, Object> now = new LinkedHashMap<>(names);
        if (!settled) {
          now.putAll(at.context().afterSettling());
        }
        Map<String, Object> then = new LinkedHashMap<>(now);
        then.putAll(at.context().withUsers(settled));
        String template = at.resources().apply(action.template());
        String fresh = at.render(template, then);
        if (RenderedBlock.replace(file.getValue(), fresh, fresh).isPresent()) {
          return StepOutcome.done(file.getKey() + " deploys " + hosts + " as " + users.user()).withNotes(kept);
        }
        Optional<String> text = RenderedBlock.replace(file.getValue(), at.render(template, now), fresh);
        if (text.isPresent()) {
          List<String> notes = new ArrayList<>(kept);
          notes.add(
              "should a push as " + users.user() + " fail later, `fleet-migrate rollback --to "
                  + at.context().migration().phases().size() + "` brings the users of before back, and all else of this step");
          return StepOutcome.pending(
                  hosts + (users.hosts().size() == 1 ? " is" : " are") + " deployed as " + users.user() + " from now on",
                  Map.of(file.getKey(), at.version(file.getKey(), text.get())))
              .withNotes(notes);
        }
      }
    }
    return StepOutcome.partial("the hive was changed by hand and stays as it is")
        .leaving(List.of("by hand: have the hive deploy " + hosts + " as " + users.user() + "; it was found to have what a push needs"));
  }

  /**
   * The flake with a name for all inputs. {@code self.inputs} would do in most places, but not where the set of outputs
   * itself is made: to find it nix looks at that very set.
   */
  private static String withNamedInputs(String flake) {
    for (String name : List.of("inputs", "flakeInputs", "allInputs")) {
      if (NixEdits.nameInputs(flake, name) instanceof EditOutcome.Changed changed) {
        return changed.edits().applyTo(flake);
      }
    }
    return flake;
  }

  private static Map<String, Object> inputNames(String inputs) {
    boolean plain = inputs.equals("inputs");
    return Map.of(
        "inputs", inputs, "inputsRef", inputs.contains(" ") ? "(" + inputs + ")" : inputs, "inputsPlain", plain);
  }

  /** How all inputs are named inside the outputs function. */
  private static Optional<String> inputs(FlakeFile file) {
    Optional<OutputsShape> shape = file.outputs();
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    if (shape.get().wholeName().isPresent()) {
      return shape.get().wholeName();
    }
    return shape.get().formals().contains("self") ? Optional.of("self.inputs // { inherit self; }") : Optional.empty();
  }

  private static List<String> notes(StepContext at) {
    List<String> notes = new ArrayList<>();
    for (HostSettings host : at.context().settlement().hosts()) {
      if (!host.inHive()) {
        notes.add(host.host()
                + " is not a node of the hive: "
                + (at.facts().nodesUnread() ? "whether it has a deploy node is not known" : "it has no deploy node")
                + " (answer withoutNode)");
      } else if (at.facts().inventory() != null && !host.overlay().isEmpty()) {
        List<String> fields = new ArrayList<>();
        host.overlay().forEach((path, value) -> fields.add(path + " = " + NixText.value(value)));
        notes.add(host.host() + ": laid over the inventory: " + String.join(", ", fields));
      }
      if ("full".equals(at.values().get("strategy")) && host.inHive()) {
        notes.add(carriedNote(host.host(), at));
      }
    }
    return notes;
  }

  private static String carriedNote(String host, StepContext at) {
    if (PlanContext.carries(at.facts(), host)) {
      return host + " is built by mkFleet from " + at.facts().modules().get(host).paths().get(0);
    }
    var modules = at.facts().modules().get(host);
    String why =
        modules == null
            ? "its modules cannot be read"
            : modules.specialArgs().stream().anyMatch(a -> !a.equals("inputs"))
                ? "mkFleet has no place for its special arguments " + String.join(", ", modules.specialArgs())
                : modules.inline() || modules.paths().size() != 1
                    ? "mkFleet has no place for its further modules"
                    : "its modules do not set nixpkgs.hostPlatform, and mkFleet has no place for a system";
    return host + " keeps its existing configuration: " + why;
  }
}
