package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.EditOutcome;
import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.edit.NixEdits;
import io.github.fleetmigrate.edit.PlacedText;
import io.github.fleetmigrate.edit.mentions.FileClass;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans what goes once it is used no more: an output, what comes from an input, and the input. */
final class RemovalActions {
  private static final String FLAKE = FlakeModules.FLAKE;

  /** An output, with files and imports that were there for it alone. */
  StepOutcome output(Action.RemoveOutput action, StepContext at) {
    OutputFiles found = OutputFiles.without(action, at);
    if (found.refused() != null) {
      return StepOutcome.conflict(found.refused());
    }
    if (found.changes().isEmpty()) {
      return StepOutcome.done("no file that flake.nix leads to gives the output " + action.output());
    }
    List<String> gone = found.changes().entrySet().stream().filter(e -> e.getValue() == null).map(Map.Entry::getKey).toList();
    List<String> edited = found.changes().entrySet().stream().filter(e -> e.getValue() != null).map(Map.Entry::getKey).toList();
    String what =
        (edited.isEmpty() ? "" : "the output " + action.output() + " and what only it used go from " + String.join(", ", edited))
            + (edited.isEmpty() || gone.isEmpty() ? "" : "; ")
            + (gone.isEmpty() ? "" : String.join(", ", gone) + (gone.size() == 1 ? " is removed" : " are removed"));
    List<String> notes = new ArrayList<>(found.notes());
    notes.addAll(deployedNoMore(at));
    return StepOutcome.pending(what, found.changes()).withNotes(notes);
  }

  /** What the old tool alone deployed. */
  private static List<String> deployedNoMore(StepContext at) {
    List<String> notes = new ArrayList<>();
    for (DeployNode node : at.facts().nodes()) {
      if (!at.facts().hostNames().contains(node.name())) {
        notes.add(node.name() + " is no NixOS host of this flake: nothing deploys it any more");
        continue;
      }
      List<String> others = node.profiles().stream().filter(p -> !p.equals("system")).toList();
      if (!others.isEmpty()) {
        notes.add(node.name() + ": nothing deploys its profiles " + String.join(", ", others) + " any more");
      }
    }
    return notes;
  }

  /** Elements of lists that no host is made of. */
  StepOutcome lists(Action.RemoveFromLists action, StepContext at) {
    Map<String, FileVersion> changes = new LinkedHashMap<>();
    for (Map.Entry<String, String> file : ReachableFiles.of(at).entrySet()) {
      if (!file.getValue().contains(action.input())) {
        continue;
      }
      EditOutcome outcome =
          NixEdits.removeFromLists(file.getValue(), action.input(), action.shell(), action.lists());
      if (outcome instanceof EditOutcome.Refused refused) {
        return StepOutcome.conflict(file.getKey() + Outcomes.where(refused, file.getValue()) + ": " + refused.reason());
      }
      if (outcome instanceof EditOutcome.Changed changed) {
        changes.put(file.getKey(), at.version(file.getKey(), changed.edits().applyTo(file.getValue())));
      }
    }
    return changes.isEmpty()
        ? StepOutcome.done("no dev shell has " + action.input())
        : StepOutcome.pending(action.input() + " goes from the lists in " + String.join(", ", changes.keySet()), changes);
  }

  /** The input, where nothing reaches for it any more. */
  StepOutcome input(Action.RemoveInput action, StepContext at) {
    String name = action.name();
    Optional<String> flake = at.text(FLAKE);
    if (flake.isEmpty()) {
      return StepOutcome.conflict("there is no flake.nix");
    }
    Map<String, FileVersion> changes = new LinkedHashMap<>();
    boolean there = FlakeFile.of(flake.get()).input(name).isPresent();
    EditOutcome outcome = NixEdits.removeInput(flake.get(), name);
    if (outcome instanceof EditOutcome.Refused refused) {
      return StepOutcome.conflict(FLAKE + Outcomes.where(refused, flake.get()) + ": " + refused.reason());
    }
    if (!there && outcome instanceof EditOutcome.AlreadyApplied) {
      return StepOutcome.done("the flake has no input " + name);
    }
    if (outcome instanceof EditOutcome.Changed changed) {
      changes.put(FLAKE, at.version(FLAKE, changed.edits().applyTo(flake.get())));
    }
    Optional<String> refused = handedOn(name, FLAKE, at, new LinkedHashSet<>(Set.of(FLAKE)), changes);
    if (refused.isEmpty()) {
      refused = stillReached(name, at, changes);
    }
    return refused.isPresent()
        ? StepOutcome.conflict(refused.get())
        : StepOutcome.pending("the input " + name + " goes from " + String.join(", ", changes.keySet()), changes);
  }

  /** Functions in other files that get all inputs and name this one. */
  private static Optional<String> handedOn(
      String name, String by, StepContext at, Set<String> seen, Map<String, FileVersion> changes) {
    for (String relative : FlakeFile.of(at.text(by).orElse("")).handsAllInputsTo()) {
      String path = file(by, relative, at);
      Optional<String> text = at.text(path);
      if (text.isEmpty() || !seen.add(path)) {
        continue;
      }
      EditOutcome outcome = NixEdits.dropArgument(text.get(), name);
      if (outcome instanceof EditOutcome.Refused refused) {
        return Optional.of(path + Outcomes.where(refused, text.get()) + ": " + refused.reason());
      }
      if (outcome instanceof EditOutcome.Changed changed) {
        changes.put(path, at.version(path, changed.edits().applyTo(text.get())));
      }
      Optional<String> below = handedOn(name, path, at, seen, changes);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }

  /** Nix files of the flake, also those that a listing of their folder may bring in, that reach for the input. */
  private static Optional<String> stillReached(String name, StepContext at, Map<String, FileVersion> changes) {
    Set<String> reachable = ReachableFiles.of(at).keySet();
    List<String> places = new ArrayList<>();
    for (String path : at.files().paths()) {
      if (!path.endsWith(".nix") || changes.containsKey(path) || !reachable.contains(path) && isApart(path, at)) {
        continue;
      }
      String text = at.text(path).orElse("");
      for (PlacedText use : text.contains(name) ? NixEdits.inputUses(text, name) : List.<PlacedText>of()) {
        places.add(path + ":" + SourceText.of(text).lineOf(use.range().start()) + " '" + use.text() + "'");
      }
    }
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the input " + name + " is still reached for: " + String.join("; ", places)
                + ": take that out by hand and commit it; a host that changes with it is to be pushed again");
  }

  /** Whether a file that nothing leads to is no part of this flake: out of use, or of a flake below it. */
  private static boolean isApart(String path, StepContext at) {
    FileClass kind = FileClass.of(path);
    if (kind == FileClass.HISTORY || kind == FileClass.SECRET || kind == FileClass.PLAN) {
      return true;
    }
    for (String folder = RelativePath.folder(path); !folder.isEmpty(); folder = RelativePath.folder(folder.substring(0, folder.length() - 1))) {
      if (at.files().exists(folder + FLAKE)) {
        return true;
      }
    }
    return false;
  }

  /** The file that a relative path means in another. */
  static String file(String by, String relative, StepContext at) {
    String path = RelativePath.resolve(by, relative);
    return at.files().exists(path) ? path : path + "/default.nix";
  }
}
