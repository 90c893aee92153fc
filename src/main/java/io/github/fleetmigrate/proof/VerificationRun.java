package io.github.fleetmigrate.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.nixeval.Evaluated;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.nixeval.NixFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One verification from evaluation on. */
final class VerificationRun {
  private final CachedEvaluation nix;
  private final Baseline baseline;
  private final FlakeSource before;
  private final FlakeSource now;
  private final Request request;
  private final Progress progress;
  private final HostComparison comparison;
  private final Map<String, HostVerdict> verdicts = new LinkedHashMap<>();

  VerificationRun(
      CachedEvaluation nix,
      Baseline baseline,
      FlakeSource before,
      FlakeSource now,
      Request request,
      VerificationListener listener) {
    this.nix = nix;
    this.baseline = baseline;
    this.before = before;
    this.now = now;
    this.request = request;
    this.progress = new Progress(listener);
    this.comparison = new HostComparison(nix);
  }

  Verification verify(List<String> asked, List<String> problems) {
    asked.forEach(host -> progress.now(host, HostActivity.WAITING));
    Beside<Evaluated<List<String>>> outputs = new Beside<>(() -> nix.outputNames(now));
    List<String> known = asked.stream().filter(baseline.derivations()::containsKey).toList();
    Map<String, Evaluated<String>> evaluated =
        nix.derivations(now, known, false, progress.during(HostActivity.EVALUATING));
    List<String> gone = gone(outputs.get(), problems);
    List<String> vanished = gone.stream().filter(name -> !isDropped(name)).toList();
    List<String> hosts =
        asked.stream().filter(host -> !gone.contains(Targets.output(host)) || !isDropped(Targets.output(host))).toList();
    vanished.forEach(name -> problems.add("the flake output " + name + " has vanished"));
    Map<String, Evaluated<String>> reference = reference(evaluated);
    if (anyDiffers(evaluated, reference)) {
      nix.identities(before, now);
    }
    hosts.forEach(
        host ->
            verdicts.put(
                host,
                vanished.contains(Targets.output(host))
                    ? new HostVerdict(host, Verdict.FAILED, false, false, "it has vanished from the flake", List.of())
                    : verdict(host, evaluated.get(host), reference.get(host))));
    List<HiveVerdict> hive = hive(evaluated, problems);
    List<String> remarks = new ArrayList<>();
    Level reached = request.level() == Level.BUILD ? build(remarks) : Level.EVAL;
    verdicts.values().forEach(progress::finished);
    boolean nothingKnown = verdicts.values().stream().allMatch(verdict -> verdict.verdict() == Verdict.UNKNOWN);
    return new Verification(
        nothingKnown ? Level.PARSE : reached, List.copyOf(verdicts.values()), vanished, hive, problems, remarks);
  }

  /** The baseline's outputs that are not there any more. One that was empty and has something in it now is there. */
  private List<String> gone(Evaluated<List<String>> outputs, List<String> problems) {
    outputs
        .failure()
        .ifPresent(failure -> problems.add("the flake's outputs cannot be listed: " + failure.message()));
    if (!outputs.succeeded()) {
      return List.of();
    }
    List<String> there = outputs.value().orElseThrow();
    return baseline.outputs().stream()
        .filter(name -> there.stream().noneMatch(other -> other.equals(name) || other.startsWith(name + ".")))
        .toList();
  }

  /** Whether a person agreed that an output vanishes. */
  private boolean isDropped(String output) {
    return request.dropped().stream().anyMatch(d -> output.equals(d) || output.startsWith(d + "."));
  }

  /** The baseline's derivations of the hosts that differ; evaluated again where the store has lost them. */
  private Map<String, Evaluated<String>> reference(Map<String, Evaluated<String>> evaluated) {
    Map<String, Evaluated<String>> reference = new LinkedHashMap<>();
    List<String> lost = new ArrayList<>();
    evaluated.forEach(
        (host, derivation) -> {
          String recorded = baseline.derivations().get(host);
          boolean compared = derivation.succeeded() && !derivation.value().orElseThrow().equals(recorded);
          if (compared && !DrvStore.has(recorded)) {
            lost.add(host);
          } else {
            reference.put(host, Evaluated.of(recorded));
          }
        });
    reference.putAll(nix.derivations(before, lost, true, progress.during(HostActivity.EVALUATING)));
    List<String> gone =
        evaluated.entrySet().stream()
            .filter(e -> e.getValue().succeeded() && !DrvStore.has(e.getValue().value().orElseThrow()))
            .map(Map.Entry::getKey)
            .filter(host -> !evaluated.get(host).value().equals(reference.get(host).value()))
            .toList();
    evaluated.putAll(nix.derivations(now, gone, true, progress.during(HostActivity.EVALUATING)));
    return reference;
  }

  private static boolean anyDiffers(Map<String, Evaluated<String>> is, Map<String, Evaluated<String>> was) {
    return is.keySet().stream()
        .anyMatch(
            host ->
                is.get(host).succeeded()
                    && was.get(host).succeeded()
                    && !is.get(host).value().equals(was.get(host).value()));
  }

  private HostVerdict verdict(String host, Evaluated<String> is, Evaluated<String> was) {
    if (is == null) {
      String why = baseline.failures().getOrDefault(host, "it was not there at the baseline");
      List<String> lines = why.lines().toList();
      return new HostVerdict(host, Verdict.UNKNOWN, false, false, lines.get(0), lines.subList(1, lines.size()));
    }
    if (!is.succeeded()) {
      return failed(host, is.failure().orElseThrow());
    }
    if (!was.succeeded()) {
      String why = "the baseline cannot be evaluated again: " + was.failure().orElseThrow().message();
      return new HostVerdict(host, Verdict.UNKNOWN, false, false, why, List.of());
    }
    long begin = System.nanoTime();
    progress.now(host, HostActivity.COMPARING);
    HostComparison.Found found =
        comparison.compare(was.value().orElseThrow(), before, is.value().orElseThrow(), now);
    progress.add(host, Duration.ofNanos(System.nanoTime() - begin));
    boolean changed = found.verdict() == Verdict.CHANGED;
    boolean announced =
        changed
            && !found.differences().isEmpty()
            && request.announcement().covers(host, found.differences());
    boolean accepted = changed && !announced && request.accepted().contains(host);
    return new HostVerdict(host, found.verdict(), announced, accepted, found.note(), found.lines());
  }

  private static HostVerdict failed(String host, NixFailure failure) {
    return switch (failure.kind()) {
      case CANCELLED -> new HostVerdict(host, Verdict.UNKNOWN, false, false, failure.message(), List.of());
      default -> new HostVerdict(host, Verdict.FAILED, false, false, failure.withRemedy(), failure.lines());
    };
  }

  private List<HiveVerdict> hive(Map<String, Evaluated<String>> evaluated, List<String> problems) {
    if (request.hive() == null) {
      return List.of();
    }
    // What the hive is compared with: the host of the same tree, whatever it was at the baseline.
    List<String> missing = request.hiveHosts().stream().filter(host -> !evaluated.containsKey(host)).toList();
    Map<String, Evaluated<String>> own = new LinkedHashMap<>(evaluated);
    own.putAll(nix.derivations(now, missing, false, progress.during(HostActivity.EVALUATING)));
    List<HiveVerdict> verdicts =
        new HiveProof(nix, comparison)
            .prove(now, request.hive(), request.hiveHosts(), own, progress.during(HostActivity.EVALUATING));
    for (HiveVerdict verdict : verdicts) {
      String more = verdict.note() != null ? verdict.note() : String.join("; ", verdict.differences());
      switch (verdict.verdict()) {
        case FAILED -> {
          // What could not be evaluated before cannot be in the hive either; the host's own verdict says that.
          if (!baseline.failures().containsKey(verdict.host())) {
            boolean none = more.equals("attribute '" + verdict.host() + "' missing");
            problems.add(
                none
                    ? "the hive has no node " + verdict.host()
                    : "the hive's " + verdict.host() + " cannot be evaluated: " + more);
          }
        }
        case CHANGED -> problems.add("the hive's " + verdict.host() + " is not the flake's: " + more);
        default -> {}
      }
    }
    return verdicts;
  }

  private Level build(List<String> remarks) {
    List<String> hosts =
        verdicts.values().stream()
            .filter(verdict -> verdict.passes() && verdict.verdict() != Verdict.UNKNOWN)
            .map(HostVerdict::host)
            .toList();
    Level reached = Level.BUILD;
    Map<String, Evaluated<JsonNode>> builds = nix.builds(now, hosts, progress.during(HostActivity.BUILDING));
    for (Map.Entry<String, Evaluated<JsonNode>> build : builds.entrySet()) {
      if (build.getValue().succeeded()) {
        continue;
      }
      NixFailure failure = build.getValue().failure().orElseThrow();
      switch (failure.kind()) {
        case FETCH, PLATFORM, CANCELLED, TIMED_OUT -> {
          reached = Level.EVAL;
          String why = failure.kind() == NixFailure.Kind.FETCH ? ", because something cannot be fetched: " : ": ";
          remarks.add(build.getKey() + " could not be built here" + why + failure.message());
        }
        default -> verdicts.put(build.getKey(), failed(build.getKey(), failure));
      }
    }
    return reached;
  }
}
