package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.nixeval.AttrPath;
import io.github.fleetmigrate.nixeval.Evaluated;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeFormatter;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.nixeval.LockFile;
import io.github.fleetmigrate.nixeval.NixFailure;
import io.github.fleetmigrate.nixeval.SourceIdentity;
import io.github.fleetmigrate.plan.NixText;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.port.ScratchFolders;
import io.github.fleetmigrate.proof.Announcement;
import io.github.fleetmigrate.proof.Baseline;
import io.github.fleetmigrate.proof.DrvStore;
import io.github.fleetmigrate.proof.HiveVerdict;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.SystemComparison;
import io.github.fleetmigrate.proof.Targets;
import io.github.fleetmigrate.proof.Verification;
import io.github.fleetmigrate.proof.Verifier;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Evaluation through nix. */
public final class NixEvaluation implements Evaluation {
  private static final String TARGET =
      "builtins.intersectAttrs { targetHost = null; targetUser = null; targetPort = null; }";
  private static final Duration FORMATTING = Duration.ofMinutes(2);

  private final FlakeEvaluator nix;
  private final Verifier verifier;
  private final FlakeSource repository;
  private final ScratchFolders scratch;
  /** By commit: the same phase is planned more than once. */
  private final Map<String, Path> formatters = new ConcurrentHashMap<>();

  /**
   * @param repository the repository at any commit
   */
  public NixEvaluation(FlakeEvaluator nix, Verifier verifier, FlakeSource repository, ScratchFolders scratch) {
    this.nix = nix;
    this.verifier = verifier;
    this.repository = repository;
    this.scratch = scratch;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public FleetFacts facts(String commit, Migration migration, RepoSnapshot files, Cancellation cancellation) {
    return new FactsReader(nix.until(cancellation), repository.at(commit)).read(migration, files);
  }

  @Override
  public List<String> targets(String commit, Cancellation cancellation) {
    return verifier.targets(repository.at(commit), cancellation).value().orElse(List.of());
  }

  @Override
  public Was baseline(String commit, Consumer<EngineEvent> events, Cancellation cancellation) {
    FlakeSource source = repository.at(commit);
    events.accept(
        new EngineEvent.VerificationStarted(
            null, io.github.fleetmigrate.proof.Level.EVAL, targets(commit, cancellation)));
    Evaluated<Baseline> found = verifier.baseline(source, new ListenerEvents(events), cancellation);
    if (!found.succeeded()) {
      return new Was(Map.of(), Map.of("flake", found.failure().orElseThrow().explained()), Map.of());
    }
    Baseline baseline = found.value().orElseThrow();
    Map<String, String> paths = new LinkedHashMap<>();
    baseline.hosts().forEach(host -> paths.put(host, baseline.derivations().get(host)));
    return new Was(paths, baseline.failures(), baseline.nodes());
  }

  @Override
  public Optional<String> probe(String flakeUrl, Cancellation cancellation) {
    return nix.until(cancellation).probe(flakeUrl).failure().map(NixFailure::explained);
  }

  @Override
  public Locked lock(RepoSnapshot files, Cancellation cancellation) {
    Map<String, FileVersion> all = new LinkedHashMap<>();
    files.paths().forEach(path -> files.read(path).ifPresent(v -> all.put(path, v)));
    try {
      Evaluated<byte[]> lock = scratch.with(all, folder -> nix.until(cancellation).lock(folder));
      if (!lock.succeeded()) {
        return new Locked(null, lock.failure().orElseThrow().explained(), List.of());
      }
      LockFile before =
          files.read("flake.lock").isPresent()
              ? LockFile.parse(files.read("flake.lock").orElseThrow().content())
              : LockFile.empty();
      LockFile.Difference moved = before.to(LockFile.parse(lock.value().orElseThrow()));
      List<String> changed = new ArrayList<>(moved.changed());
      changed.addAll(moved.removed());
      return new Locked(lock.value().orElseThrow(), null, changed);
    } catch (IOException e) {
      return new Locked(null, String.valueOf(e.getMessage()), List.of());
    }
  }

  @Override
  public Formatted format(String commit, RepoSnapshot tree, List<String> paths, Cancellation cancellation) {
    FlakeFormatter formatter = nix.until(cancellation).formatter();
    Evaluated<Path> program =
        formatters.containsKey(commit)
            ? Evaluated.of(formatters.get(commit))
            : formatter.program(repository.at(commit));
    if (!program.succeeded()) {
      return new Formatted(Map.of(), "it cannot be built here: " + program.failure().orElseThrow().explained());
    }
    Path start = program.value().orElseThrow();
    formatters.put(commit, start);
    Map<String, FileVersion> all = new LinkedHashMap<>();
    tree.paths().forEach(path -> tree.read(path).ifPresent(v -> all.put(path, v)));
    try {
      return scratch.with(
          all,
          folder -> {
            Optional<String> failure = formatter.run(start, folder, paths, FORMATTING);
            Map<String, byte[]> contents = new LinkedHashMap<>();
            for (String path : failure.isEmpty() ? paths : List.<String>of()) {
              Path file = folder.resolve(path);
              if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                contents.put(path, Files.readAllBytes(file));
              }
            }
            return new Formatted(contents, failure.orElse(null));
          });
    } catch (IOException e) {
      return new Formatted(Map.of(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Verified verify(Request request, Consumer<EngineEvent> events, Cancellation cancellation) {
    FlakeSource before = repository.at(request.before());
    ListenerEvents listener = new ListenerEvents(events);
    Evaluated<Baseline> baseline = verifier.baseline(before, listener, cancellation);
    if (!baseline.succeeded()) {
      String why = baseline.failure().orElseThrow().explained();
      return new Verified(
          io.github.fleetmigrate.proof.Level.PARSE, Unproved.hosts(request.hosts(), why), List.of(), List.of(), Map.of());
    }
    io.github.fleetmigrate.proof.Request asked =
        new io.github.fleetmigrate.proof.Request(
            request.level(),
            request.hosts(),
            new Announcement(
                request.announced().stream()
                    .map(a -> new Announcement.Change(a.host(), a.parts(), a.derivations()))
                    .toList()),
            request.accepted(),
            request.dropped(),
            request.hive() == null
                ? null
                : new io.github.fleetmigrate.proof.Request.Hive(request.hive().toplevel(), request.hive().settings()),
            request.hiveHosts(),
            request.files());
    Verification verification =
        verifier.verify(
            baseline.value().orElseThrow(), before, repository.at(request.now()), asked, listener, cancellation);
    Map<String, JsonNode> settings = new LinkedHashMap<>();
    for (HiveVerdict node : verification.hive()) {
      if (node.settings() != null) {
        settings.put(node.host(), node.settings());
      }
    }
    return new Verified(
        verification.reached(),
        hosts(request, verification),
        verification.problems(),
        verification.remarks(),
        settings);
  }

  private static List<HostVerdict> hosts(Request request, Verification verification) {
    return verification.hosts().isEmpty()
        ? Unproved.hosts(request.hosts(), "verified to " + verification.reached().word() + " only")
        : verification.hosts();
  }

  @Override
  public HostSystem system(String commit, String host, Migration.Hive hive, Cancellation cancellation) {
    AttrPath system = toplevel(host, hive);
    Evaluated<String> path =
        nix.until(cancellation).text(repository.at(commit), system.plus("drvPath"), line -> {});
    if (!path.succeeded()) {
      return new HostSystem(null, null, path.failure().orElseThrow().explained());
    }
    String derivation = path.value().orElseThrow();
    return new HostSystem(derivation, new DrvStore().output(derivation).orElse(null), null);
  }

  @Override
  public Optional<JsonNode> target(String commit, String host, Migration.Hive hive, Cancellation cancellation) {
    return hive == null
        ? Optional.empty()
        : nix.until(cancellation)
            .value(repository.at(commit), AttrPath.ofTemplate(hive.settings(), host), TARGET)
            .value();
  }

  @Override
  public HostSystem build(
      String commit, String host, Migration.Hive hive, Consumer<String> lines, Cancellation cancellation) {
    Evaluated<JsonNode> built = nix.until(cancellation).build(repository.at(commit), toplevel(host, hive), lines);
    if (!built.succeeded()) {
      return new HostSystem(null, null, built.failure().orElseThrow().explained());
    }
    JsonNode first = built.value().orElseThrow().path(0);
    return new HostSystem(
        first.path("drvPath").asText(null), first.path("outputs").path("out").asText(null), null);
  }

  private static AttrPath toplevel(String host, Migration.Hive hive) {
    if (hive == null) {
      return Targets.derivation(host);
    }
    AttrPath path = AttrPath.ofTemplate(hive.toplevel(), host);
    int last = path.names().size() - 1;
    return path.names().get(last).equals("drvPath") ? new AttrPath(path.names().subList(0, last)) : path;
  }

  @Override
  public Optional<List<String>> differences(
      String before, String commitBefore, String after, String commitAfter, Cancellation cancellation) {
    FlakeEvaluator evaluator = nix.until(cancellation);
    Optional<SourceIdentity> was = evaluator.identity(repository.at(commitBefore)).value();
    Optional<SourceIdentity> is = evaluator.identity(repository.at(commitAfter)).value();
    return was.isEmpty() || is.isEmpty()
        ? Optional.empty()
        : new SystemComparison(new DrvStore()).lines(before, was.get(), after, is.get());
  }

  @Override
  public List<String> running(String flake) {
    return nix.running(flake);
  }

  @Override
  public Optional<List<String>> below(String commit, String output, Cancellation cancellation) {
    String names =
        "outputs: builtins.concatLists (map (a: let found = builtins.tryEval (builtins.attrNames outputs.${o}.${a}); in "
            + "if found.success then map (b: \"${o}.${a}.${b}\") found.value else [ \"${o}.${a}\" ]) "
            + "(builtins.attrNames (outputs.${o} or { })))";
    return nix.until(cancellation)
        .ofOutputs(repository.at(commit), "let o = " + NixText.string(output) + "; in " + names)
        .value()
        .map(
            found -> {
              List<String> out = new ArrayList<>();
              found.forEach(name -> out.add(name.asText()));
              return out;
            });
  }

  @Override
  public Map<String, Map<String, JsonNode>> show(
      String commit, List<String> hosts, List<Phase.Shown> shown, Cancellation cancellation) {
    Map<String, Map<String, JsonNode>> out = new LinkedHashMap<>();
    for (Phase.Shown value : shown) {
      String attribute = String.join(".", List.of(value.attribute().split("\\.")));
      String apply = value.apply() == null ? "x: x" : value.apply();
      String function =
          "builtins.mapAttrs (name: host: let found = builtins.tryEval (host." + attribute + " or null); in "
              + "if found.success && found.value != null then (" + apply + ") found.value else null)";
      nix.until(cancellation)
          .value(repository.at(commit), AttrPath.of("nixosConfigurations"), function)
          .value()
          .ifPresent(
              values ->
                  values
                      .properties()
                      .forEach(
                          e -> {
                            if (hosts.contains(e.getKey()) && !e.getValue().isNull()) {
                              out.computeIfAbsent(e.getKey(), k -> new LinkedHashMap<>())
                                  .put(value.label(), e.getValue());
                            }
                          }));
    }
    return out;
  }
}
