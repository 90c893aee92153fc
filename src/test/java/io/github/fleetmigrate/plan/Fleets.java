package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Host;
import io.github.fleetmigrate.repo.Inventory;
import io.github.fleetmigrate.repo.Source;
import java.util.List;
import java.util.Map;

/** Small fleets as facts, for planning without nix. */
final class Fleets {
  static final Migration.InventoryShape SHAPE =
      new Migration.InventoryShape(
          List.of("fleet-config.nix"),
          Map.of(
              "targetHost", "ip",
              "targetUser", "ssh.user",
              "targetPort", "ssh.port",
              "buildOnTarget", "deploy.remoteBuild",
              "tags", "tags"));

  private Fleets() {}

  static DeployNode node(String name, String address, String user) {
    return new DeployNode(
        name, address, user, null, false, List.of(), List.of("system"), List.of(), false, null, Source.EVALUATED);
  }

  static Inventory inventory(Map<String, Inventory.Entry> hosts) {
    return new Inventory("fleet-config.nix", List.of(), List.of(), "home", hosts, null, Source.EVALUATED);
  }

  static Inventory.Entry entry(String address, String user, Integer port, Boolean buildOnTarget) {
    return new Inventory.Entry(address, user, port, buildOnTarget, List.of());
  }

  static FleetFacts facts(List<String> hosts, List<DeployNode> nodes, Inventory inventory) {
    return new FleetFacts(
        "c0",
        List.of("nixosConfigurations", "deploy", "devShells"),
        hosts.stream().map(h -> new Host(h, "x86_64-linux", Source.EVALUATED)).toList(),
        Map.of(),
        nodes,
        inventory,
        Map.of());
  }
}
