package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.edit.NixEdits;
import io.github.fleetmigrate.edit.OutputsShape;
import io.github.fleetmigrate.migration.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Optional<OutputsShape> outputs = FlakeFile.of(text.get()).outputs();
    boolean elsewhere = outputs.isPresent() && outputs.get().body().isEmpty();
    if (elsewhere) {
      return StepOutcome.done("outputs takes all inputs: the function stands in another file");
    }
    return Outcomes.of(
        NixEdits.bindOutputArgument(text.get(), action.name()),
        FLAKE,
        text.get(),
        at,
        action.name() + " becomes an argument of outputs",
        NixEdits.inputReference(text.get(), action.name())
            .map(r -> "the outputs reach it as " + r)
            .orElse("the outputs reach it"));
  }

  /** The bytes of a lock file come from nix; here is only told whether they are needed. */
  StepOutcome lock(Action.Lock action, StepContext at) {
    Optional<String> lock = at.text(LOCK);
    if (lock.isPresent() && locks(lock.get(), action.input())) {
      return StepOutcome.done(action.input() + " is locked");
    }
    return new StepOutcome(
        StepState.PENDING, action.input() + " is locked, and nothing else moves: what `nix flake lock` does", Map.of(), List.of(), action.input());
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
