package io.github.fleetmigrate.repo.statics;

import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.edit.FlakeInput;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.repo.literal.Interpreter;
import io.github.fleetmigrate.repo.literal.Lazy;
import io.github.fleetmigrate.repo.literal.Place;
import io.github.fleetmigrate.repo.literal.Value;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.External;
import io.github.fleetmigrate.repo.literal.Value.InTree;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A flake's outputs as its files state them. */
final class StaticFlake {
  private static final String FILE = "flake.nix";
  private static final Place TOP = new Place(FILE, 1);

  private final Interpreter interpreter;
  private final List<FlakeInput> inputs;
  private final Lazy outputs = Lazy.of(TOP, this::readOutputs);

  StaticFlake(RepoSnapshot files) {
    this.interpreter = new Interpreter(files, this::framework);
    this.inputs = files.read(FILE).map(FileVersion::text).map(t -> FlakeFile.of(t).inputs()).orElse(List.of());
  }

  Interpreter interpreter() {
    return interpreter;
  }

  /** The outputs: a set, open where not all of them are known, or why they are unread. */
  Value outputs() {
    return outputs.get();
  }

  private Value readOutputs() {
    Value flake = interpreter.file(FILE);
    if (!(flake instanceof Attrs set) || !set.known().containsKey("outputs")) {
      return flake instanceof Attrs ? new Unread("flake.nix has no outputs", TOP) : flake.unread(TOP);
    }
    Lazy function = set.known().get("outputs");
    Value made = interpreter.call(function.get(), Lazy.of(TOP, this::inputs), function.where());
    return made instanceof Attrs ? made : made.unread(TOP);
  }

  private Optional<Value> framework(Value.Called call) {
    return isFlakeParts(call.function()) && call.arguments().size() == 2
        ? Optional.of(FlakeParts.outputs(interpreter, call.arguments().get(0), call.arguments().get(1)))
        : Optional.empty();
  }

  /** Other frameworks have a {@code mkFlake} too; which one it is, the input says. */
  private boolean isFlakeParts(External function) {
    List<String> path = function.path();
    if (!path.get(path.size() - 1).equals("mkFlake")) {
      return false;
    }
    String input = path.get(0);
    return input.equals("flake-parts")
        || inputs.stream()
            .filter(i -> i.name().equals(input))
            .anyMatch(i -> i.url().filter(url -> url.contains("flake-parts")).isPresent());
  }

  private Value inputs() {
    Map<String, Lazy> known = new LinkedHashMap<>();
    known.put("self", Lazy.of(TOP, this::self));
    return new Attrs(known, new External(List.of()));
  }

  /** The flake itself, as its own outputs function gets it. */
  private Value self() {
    if (!(outputs.get() instanceof Attrs set)) {
      return outputs.get();
    }
    Map<String, Lazy> known = new LinkedHashMap<>(set.known());
    known.put("outPath", Lazy.of(TOP, new InTree("")));
    known.put("inputs", Lazy.of(TOP, this::inputs));
    known.put("outputs", outputs);
    return new Attrs(known, new Unread("it is known to nix only", TOP));
  }
}
