package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Inventory;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.repo.statics.StaticFleet;
import java.util.Map;
import java.util.Optional;

/** Repositories given as texts, and what they hold as it is written. */
final class Snapshots {
  private Snapshots() {}

  /**
   * @param files texts by path
   */
  static RepoSnapshot of(Map<String, String> files) {
    return new RepoSnapshot(files.keySet(), path -> Optional.ofNullable(files.get(path)).map(FileVersion::of));
  }

  static FleetFacts facts(RepoSnapshot files, Inventory inventory) {
    StaticFleet fleet = StaticFleet.read(files);
    return new FleetFacts(
        "c0", fleet.outputs(), fleet.hosts(), fleet.modules(), fleet.nodes(), inventory, Map.of(), fleet.notRead());
  }
}
