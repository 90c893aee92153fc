package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.edit.EditOutcome;
import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.edit.NixEdits;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.port.FileVersion;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans what concerns the flake's inputs. */
final class InputActions {
  private static final String FLAKE = "flake.nix";
  private static final String LOCK = "flake.lock";

  StepOutcome add(Action.AddInput action, StepContext at) {
    Optional<String> text = at.text(FLAKE);
    if (text.isEmpty()) {
      return StepOutcome.conflict("there is no flake.nix");
    }
    String url = at.render(action.url());
    return Outcomes.of(
        NixEdits.addInput(text.get(), action.name(), url, action.beside()),
        FLAKE,
        text.get(),
        at,
        "the input " + action.name() + " is added, from " + url,
        FlakeFile.of(text.get())
            .input(action.name())
            .flatMap(i -> i.url())
            .map(u -> "the input is there, from " + u)
            .orElse("the input is there"));
  }

  StepOutcome bind(Action.BindOutputArgument action, StepContext at) {
    Optional<String> text = at.text(FLAKE);
    if (text.isEmpty()) {
      return StepOutcome.conflict("there is no flake.nix");
    }
    Map<String, FileVersion> changes = new LinkedHashMap<>();
    StepOutcome flake =
        Outcomes.of(
            NixEdits.bindOutputArgument(text.get(), action.name()),
            FLAKE,
            text.get(),
            at,
            action.name() + " becomes an argument of outputs",
            NixEdits.inputReference(text.get(), action.name())
                .map(r -> "the outputs reach it as " + r)
                .orElse("the outputs reach it"));
    if (flake.state() == StepState.CONFLICT) {
      return flake;
    }
    changes.putAll(flake.changes());
    handOn(action.name(), FLAKE, at, new HashSet<>(), changes);
    if (changes.isEmpty() || flake.state() == StepState.PENDING && changes.size() == 1) {
      return flake;
    }
    return StepOutcome.pending(
        action.name() + " becomes an argument of the functions in " + String.join(" and ", changes.keySet()), changes);
  }

  /** A function in another file that gets all inputs, and takes none that it does not name, has to name the new one. */
  private static void handOn(
      String name, String by, StepContext at, Set<String> seen, Map<String, FileVersion> changes) {
    for (String relative : FlakeFile.of(at.text(by).orElse("")).handsAllInputsTo()) {
      String target = RelativePath.resolve(by, relative);
      String path = at.files().exists(target) ? target : target + "/default.nix";
      Optional<String> text = at.text(path);
      if (text.isEmpty() || !seen.add(path)) {
        continue;
      }
      if (NixEdits.acceptArgument(text.get(), name) instanceof EditOutcome.Changed changed) {
        changes.put(path, at.version(path, changed.edits().applyTo(text.get())));
      }
      handOn(name, path, at, seen, changes);
    }
  }

  /** The bytes of a lock file come from nix; here is only told whether they are needed. */
  StepOutcome lock(Action.Lock action, StepContext at) {
    Optional<String> lock = at.text(LOCK);
    if (action.gone()) {
      return lock.isEmpty() || !locks(lock.get(), action.input())
          ? StepOutcome.done(action.input() + " is not locked")
          : computed(action.input() + " and what only it brought go, and nothing else moves: what `nix flake lock` does", action);
    }
    if (lock.isPresent() && locks(lock.get(), action.input())) {
      return StepOutcome.done(action.input() + " is locked");
    }
    return computed(action.input() + " is locked, and nothing else moves: what `nix flake lock` does", action);
  }

  private static StepOutcome computed(String reason, Action.Lock action) {
    return new StepOutcome(StepState.PENDING, reason, Map.of(), List.of(), action.input(), false);
  }

  private static boolean locks(String lock, String input) {
    try {
      JsonNode root = new ObjectMapper().readTree(lock);
      return root.path("nodes").path(root.path("root").asText()).path("inputs").has(input);
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
