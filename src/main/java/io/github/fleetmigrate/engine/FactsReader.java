package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.nixeval.DeploySettings;
import io.github.fleetmigrate.nixeval.Evaluated;
import io.github.fleetmigrate.nixeval.EvaluatedNode;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.nixeval.NixFailure;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Host;
import io.github.fleetmigrate.repo.HostModules;
import io.github.fleetmigrate.repo.NotRead;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.repo.Source;
import io.github.fleetmigrate.repo.SshOptions;
import io.github.fleetmigrate.repo.statics.StaticFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Evaluates what the fleet is at one commit and puts it into the repository's own terms. */
final class FactsReader {
  /** Special arguments that {@code nixosSystem} itself gives (nixpkgs, {@code nixos/lib/eval-config.nix}). */
  static final List<String> BUILT_IN_ARGUMENTS = List.of("modulesPath", "lib", "baseModules", "extraModules", "modules");

  private final FlakeEvaluator nix;
  private final FlakeSource source;
  private final Map<String, String> failures = new TreeMap<>();

  FactsReader(FlakeEvaluator nix, FlakeSource source) {
    this.nix = nix;
    this.source = source;
  }

  FleetFacts read(Migration migration, RepoSnapshot files) {
    StaticFleet written = StaticFleet.read(files);
    List<String> outputs = orFailure("flake", nix.outputNames(source)).orElse(List.of());
    if (failures.containsKey("flake")) {
      InventoryFacts inventory = inventory(migration.inventory(), files);
      return StaticFacts.of(source.commit(), written, inventory, failures);
    }
    Optional<List<String>> names = orFailure("nixosConfigurations", nix.hostNames(source));
    Map<String, String> systems = nix.systems(source).value().orElse(Map.of());
    List<Host> hosts =
        names
            .map(found -> found.stream().map(n -> new Host(n, systems.get(n), Source.EVALUATED, place(written, n))).toList())
            .orElse(written.hosts());
    Optional<List<DeployNode>> nodes = nodes(written);
    InventoryFacts inventory = inventory(migration.inventory(), files);
    List<NotRead> notRead = new ArrayList<>(inventory.notRead());
    written.notRead().stream()
        .filter(n -> n.what().startsWith("deploy") ? nodes.isEmpty() : names.isEmpty())
        .forEach(notRead::add);
    return new FleetFacts(
        source.commit(),
        outputs,
        hosts,
        names.isPresent() ? modules() : StaticFacts.modules(written),
        nodes.orElse(written.nodes()),
        inventory.inventory(),
        failures,
        notRead);
  }

  private static String place(StaticFleet written, String host) {
    return written.host(host).map(Host::where).orElse(null);
  }

  private Map<String, HostModules> modules() {
    Map<String, HostModules> out = new TreeMap<>();
    nix.hostModules(source)
        .value()
        .orElse(Map.of())
        .forEach(
            (host, called) -> {
              if (called.modules() == null || called.specialArgs() == null) {
                return;
              }
              List<String> arguments =
                  called.specialArgs().stream().filter(a -> !BUILT_IN_ARGUMENTS.contains(a)).toList();
              List<String> own =
                  called.modules().stream()
                      .filter(m -> !m.startsWith("/") && !m.equals(io.github.fleetmigrate.nixeval.HostModules.INLINE))
                      .toList();
              out.put(host, new HostModules(arguments, own, !called.onlyOwnPaths(), called.ownPlatform()));
            });
    return out;
  }

  /** The nodes with their places; one whose settings throw is as it is written. Empty where none can be evaluated. */
  private Optional<List<DeployNode>> nodes(StaticFleet written) {
    return orFailure("deploy", nix.deployNodes(source))
        .map(
            nodes -> {
              List<DeployNode> out = new ArrayList<>();
              for (EvaluatedNode evaluated : nodes.values()) {
                Optional<DeployNode> asWritten = written.node(evaluated.name());
                DeployNode node = node(evaluated);
                out.add(
                    asWritten.isEmpty()
                        ? node
                        : evaluated.readable()
                            ? node.placed(asWritten.get().where(), asWritten.get().activation(), asWritten.get().configuration())
                            : asWritten.get());
              }
              return out;
            });
  }

  private static DeployNode node(EvaluatedNode node) {
    DeploySettings settings = node.settings();
    return new DeployNode(
        node.name(),
        node.hostname(),
        settings.sshUser(),
        SshOptions.of(settings.sshOpts()).port(),
        Boolean.TRUE.equals(settings.remoteBuild()),
        List.of(),
        node.profiles().keySet().stream().sorted().toList(),
        settings.sshOpts(),
        Boolean.TRUE.equals(settings.interactiveSudo()),
        settings.magicRollback(),
        Source.EVALUATED);
  }

  private InventoryFacts inventory(Migration.InventoryShape shape, RepoSnapshot files) {
    return InventoryFacts.read(shape, files, path -> orFailure(path, nix.file(source, path)));
  }

  private <T> Optional<T> orFailure(String what, Evaluated<T> evaluated) {
    evaluated.failure().ifPresent(f -> failures.put(what, message(f)));
    return evaluated.value();
  }

  static String message(NixFailure failure) {
    return failure.explained();
  }
}
