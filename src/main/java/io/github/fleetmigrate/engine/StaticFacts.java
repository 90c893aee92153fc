package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.HostModules;
import io.github.fleetmigrate.repo.NotRead;
import io.github.fleetmigrate.repo.statics.StaticFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the fleet is as its files state it, where nix cannot say. */
final class StaticFacts {
  private StaticFacts() {}

  /**
   * @param failures why it could not be evaluated
   */
  static FleetFacts of(String commit, StaticFleet written, InventoryFacts inventory, Map<String, String> failures) {
    List<NotRead> notRead = new ArrayList<>(written.notRead());
    notRead.addAll(inventory.notRead());
    return new FleetFacts(
        commit,
        written.outputs(),
        written.hosts(),
        modules(written),
        written.nodes(),
        inventory.inventory(),
        failures,
        notRead);
  }

  /** What hosts are made of, less the arguments that every host has. */
  static Map<String, HostModules> modules(StaticFleet written) {
    Map<String, HostModules> out = new TreeMap<>();
    written
        .modules()
        .forEach(
            (host, made) -> {
              List<String> own =
                  made.specialArgs().stream().filter(a -> !FactsReader.BUILT_IN_ARGUMENTS.contains(a)).toList();
              out.put(host, new HostModules(own, made.paths(), made.inline(), made.ownPlatform()));
            });
    return out;
  }
}
