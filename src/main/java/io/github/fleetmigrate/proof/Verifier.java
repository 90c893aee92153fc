package io.github.fleetmigrate.proof;

import io.github.fleetmigrate.nixeval.Capacity;
import io.github.fleetmigrate.nixeval.Evaluated;
import io.github.fleetmigrate.nixeval.EvaluatedNode;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.port.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Proves that a tree makes the same hosts as another, or says exactly what differs. */
public final class Verifier {
  private final FlakeEvaluator evaluator;
  private final Capacity capacity;
  private final EvaluationCache cache;

  public Verifier(FlakeEvaluator evaluator, Capacity capacity, EvaluationCache cache) {
    this.evaluator = evaluator;
    this.capacity = capacity;
    this.cache = cache;
  }

  private static Map<String, Evaluated<String>> derivations(
      CachedEvaluation nix, FlakeSource source, List<String> hosts, VerificationListener listener) {
    listener.started(hosts, Level.EVAL);
    hosts.forEach(host -> listener.host(host, HostActivity.WAITING, Duration.ZERO, null));
    return nix.derivations(source, hosts, false, new Progress(listener).during(HostActivity.EVALUATING));
  }

  /** Everything that a baseline records at a commit, by its name as {@link Targets} has it. */
  public Evaluated<List<String>> targets(FlakeSource source, Cancellation cancellation) {
    CachedEvaluation nix = new CachedEvaluation(evaluator.until(cancellation), capacity, cache);
    return nix.outputNames(source).flatMap(names -> nix.targets(source, names));
  }

  /** What the fleet is at a commit, its home configurations included; a failure where the flake itself is broken. */
  public Evaluated<Baseline> baseline(FlakeSource source, VerificationListener listener, Cancellation cancellation) {
    CachedEvaluation nix = new CachedEvaluation(evaluator.until(cancellation), capacity, cache);
    Evaluated<List<String>> outputs = nix.outputNames(source);
    return outputs
        .flatMap(names -> nix.targets(source, names))
        .map(targets -> baseline(nix, source, outputs.value().orElseThrow(), targets, listener));
  }

  private Baseline baseline(
      CachedEvaluation nix,
      FlakeSource source,
      List<String> outputs,
      List<String> targets,
      VerificationListener listener) {
    Beside<Map<String, EvaluatedNode>> nodes = new Beside<>(() -> nix.nodes(source));
    TreeMap<String, String> good = new TreeMap<>();
    TreeMap<String, String> failed = new TreeMap<>();
    derivations(nix, source, targets, listener)
        .forEach(
            (host, derivation) -> {
              derivation.value().ifPresent(path -> good.put(host, path));
              derivation.failure().ifPresent(failure -> failed.put(host, failure.inLines()));
            });
    return new Baseline(source.commit(), good, failed, outputs, nodes.get());
  }

  /**
   * Verifies a tree.
   *
   * @param before the source that the baseline was taken from. {@code now} should be its sibling (same parents, author
   *     and dates), so that a flake that embeds its own source differs by that alone
   */
  public Verification verify(
      Baseline baseline,
      FlakeSource before,
      FlakeSource now,
      Request request,
      VerificationListener listener,
      Cancellation cancellation) {
    List<String> hosts = request.hosts().isEmpty() ? baseline.hosts() : request.hosts();
    listener.started(hosts, request.level());
    CachedEvaluation nix = new CachedEvaluation(evaluator.until(cancellation), capacity, cache);
    List<String> problems = new ArrayList<>();
    if (request.level() == Level.NONE) {
      return new Verification(Level.NONE, List.of(), List.of(), List.of(), problems, List.of());
    }
    parse(nix, request, problems);
    if (!problems.isEmpty()) {
      return new Verification(Level.NONE, List.of(), List.of(), List.of(), problems, List.of());
    }
    if (request.level() == Level.PARSE) {
      return new Verification(Level.PARSE, List.of(), List.of(), List.of(), problems, List.of());
    }
    return new VerificationRun(nix, baseline, before, now, request, listener).verify(hosts, problems);
  }

  private static void parse(CachedEvaluation nix, Request request, List<String> problems) {
    new TreeMap<>(request.files())
        .forEach(
            (path, text) ->
                nix.evaluator()
                    .parses(text)
                    .failure()
                    .ifPresent(failure -> problems.add(path + " is not accepted by nix: " + failure.message())));
  }
}
