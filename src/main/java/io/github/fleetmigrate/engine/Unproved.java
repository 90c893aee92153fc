package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.proof.Verdict;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.repo.statics.StaticFleet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What is left without nix: nothing is claimed of any host. */
public final class Unproved implements Evaluation {
  private final String why;

  /**
   * @param why there is no nix, or none that can be used
   */
  public Unproved(String why) {
    this.why = why;
  }

  static List<HostVerdict> hosts(List<String> hosts, String why) {
    return hosts.stream().map(h -> new HostVerdict(h, Verdict.UNKNOWN, false, false, why, List.of())).toList();
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.of(why);
  }

  @Override
  public FleetFacts facts(String commit, Migration migration, RepoSnapshot files, Cancellation cancellation) {
    InventoryFacts inventory = InventoryFacts.written(migration.inventory(), files);
    return StaticFacts.of(commit, StaticFleet.read(files), inventory, Map.of("flake", why));
  }

  @Override
  public List<String> targets(String commit, Cancellation cancellation) {
    return List.of();
  }

  @Override
  public Was baseline(String commit, Consumer<EngineEvent> events, Cancellation cancellation) {
    return new Was(Map.of(), Map.of(), Map.of());
  }

  @Override
  public Optional<String> probe(String flakeUrl, Cancellation cancellation) {
    return Optional.of(why);
  }

  @Override
  public Formatted format(String commit, RepoSnapshot tree, List<String> paths, Cancellation cancellation) {
    return new Formatted(Map.of(), why);
  }

  @Override
  public Locked lock(RepoSnapshot files, Cancellation cancellation) {
    return new Locked(null, why, List.of());
  }

  @Override
  public Verified verify(Request request, Consumer<EngineEvent> events, Cancellation cancellation) {
    return new Verified(Level.NONE, hosts(request.hosts(), why), List.of(), List.of(), Map.of());
  }

  @Override
  public HostSystem system(String commit, String host, Migration.Hive hive, Cancellation cancellation) {
    return new HostSystem(null, null, why);
  }

  @Override
  public Optional<JsonNode> target(String commit, String host, Migration.Hive hive, Cancellation cancellation) {
    return Optional.empty();
  }

  @Override
  public HostSystem build(
      String commit, String host, Migration.Hive hive, Consumer<String> lines, Cancellation cancellation) {
    return new HostSystem(null, null, why);
  }

  @Override
  public Optional<List<String>> differences(
      String before, String commitBefore, String after, String commitAfter, Cancellation cancellation) {
    return Optional.empty();
  }

  @Override
  public List<String> running(String flake) {
    return List.of();
  }

  @Override
  public Optional<List<String>> below(String commit, String output, Cancellation cancellation) {
    return Optional.empty();
  }

  @Override
  public Map<String, Map<String, JsonNode>> show(
      String commit, List<String> hosts, List<Phase.Shown> shown, Cancellation cancellation) {
    return Map.of();
  }
}
