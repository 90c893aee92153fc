package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Finding.Severity;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Findings that follow from the evaluated facts alone. What deploy-rs has and Colmena has not is from the option by
 * option comparison of both projects' sources (deploy-rs d5eff7f, Colmena 5bf4ce6).
 */
final class FleetFindings {
  /** Attributes of a hive that are no nodes (Colmena, {@code src/nix/hive/eval.nix}). */
  private static final Set<String> RESERVED = Set.of("defaults", "network", "meta");

  private final FleetFacts facts;
  private final Settlement settlement;
  private final List<Finding> out = new ArrayList<>();

  FleetFindings(FleetFacts facts, Settlement settlement) {
    this.facts = facts;
    this.settlement = settlement;
  }

  List<Finding> all() {
    facts.failures().forEach(this::failure);
    if (facts.hosts().isEmpty() && facts.failures().isEmpty()) {
      add(
          "hosts.none",
          Severity.ERROR,
          null,
          "flake.nix",
          "the flake has no hosts: nixosConfigurations is missing or empty",
          "run fleet-migrate in the repository that builds your machines");
    }
    inventory();
    settlement.conflicts().forEach(this::conflict);
    facts.hostNames().forEach(this::host);
    facts.nodes().forEach(this::node);
    return out;
  }

  private void failure(String what, String message) {
    String first = message.lines().findFirst().orElse(message);
    add(
        "evaluation.failed",
        Severity.ERROR,
        facts.hostNames().contains(what) ? what : null,
        null,
        what + " cannot be evaluated: " + first,
        "make `nix eval` work for it, or go on with the answer withoutEvaluation: it is then not proved");
  }

  private void inventory() {
    Inventory inventory = facts.inventory();
    if (inventory == null) {
      add(
          "inventory.missing",
          Severity.INFO,
          null,
          null,
          "there is no inventory file of the fleet's hosts",
          "phase 2 makes fleet-config.nix from what deploy-rs knows");
      return;
    }
    for (HostSettings host : settlement.hosts()) {
      if (!host.inInventory()) {
        add(
            "inventory.host-missing",
            Severity.WARNING,
            host.host(),
            inventory.path(),
            host.host() + " is not in " + inventory.path(),
            "its settings are laid over the inventory in the hive's call, and written into the file in phase 5");
      }
    }
    if (!inventory.importedBy().isEmpty()) {
      add(
          "inventory.imported-by-modules",
          Severity.WARNING,
          null,
          inventory.importedBy().get(0),
          inventory.path() + " is read by the hosts' own modules (" + String.join(", ", inventory.importedBy())
              + "): correcting it changes the hosts",
          "nothing to do: settled values stay out of the file until phase 5, which announces the change");
    }
  }

  private void conflict(Settlement.Conflict conflict) {
    String where = facts.inventory() == null ? null : facts.inventory().path();
    if (conflict.field().equals("targetUser") && conflict.deployRs() == null) {
      add(
          "node.ssh-user-missing",
          Severity.WARNING,
          conflict.host(),
          where,
          "deploy-rs has no sshUser for " + conflict.host() + " and takes your own login name; Colmena would take root",
          "answer settle \"" + conflict.item() + "\"");
      return;
    }
    String id =
        switch (conflict.field()) {
          case "targetHost" -> "inventory.address-differs";
          case "targetUser" -> "inventory.user-differs";
          case "targetPort" -> "inventory.port-differs";
          default -> "inventory.build-place-differs";
        };
    add(
        id,
        Severity.WARNING,
        conflict.host(),
        where,
        conflict.item() + " is " + text(conflict.deployRs()) + " for deploy-rs and " + text(conflict.inventory())
            + " in the inventory",
        "deploy-rs' value counts unless you settle \"" + conflict.item() + "\" otherwise");
  }

  private void host(String host) {
    if (facts.node(host).isEmpty()) {
      add(
          "host.without-node",
          Severity.INFO,
          host,
          null,
          host + " has no deploy node",
          "answer withoutNode for it: local, ssh or exclude (the default)");
    }
    if (RESERVED.contains(host)) {
      add(
          "host.reserved-name",
          Severity.ERROR,
          host,
          null,
          "a hive cannot have a node called " + host + ": Colmena keeps the name for itself",
          "rename the host in nixosConfigurations first");
    }
  }

  private void node(DeployNode node) {
    if (!facts.hostNames().contains(node.name())) {
      add(
          "node.without-configuration",
          Severity.WARNING,
          node.name(),
          null,
          "the deploy node " + node.name() + " has no nixosConfigurations entry of that name",
          "it stays on deploy-rs; Colmena deploys NixOS configurations only");
    }
    List<String> others = node.profiles().stream().filter(p -> !p.equals("system")).toList();
    if (!others.isEmpty()) {
      add(
          "node.other-profiles",
          Severity.WARNING,
          node.name(),
          null,
          node.name() + " has profiles that Colmena cannot deploy: " + String.join(", ", others),
          "they stay on deploy-rs while it is kept, or move into the NixOS configuration");
    }
    if (node.interactiveSudo()) {
      add(
          "node.interactive-sudo",
          Severity.WARNING,
          node.name(),
          null,
          node.name() + " asks for a sudo password; Colmena runs ssh in batch mode and cannot",
          "give the deploy user passwordless sudo (phase 5 can), or log in as root");
    }
    if (!Boolean.FALSE.equals(node.magicRollback())) {
      add(
          "node.magic-rollback",
          Severity.INFO,
          node.name(),
          null,
          "deploy-rs rolls " + node.name() + " back by itself when it cannot be reached after a deployment; Colmena does not",
          "afterwards `fleet rollback " + node.name() + "` is by hand");
    }
  }

  private static String text(JsonNode node) {
    return node == null ? "left out" : node.isTextual() ? "\"" + node.asText() + "\"" : node.toString();
  }

  private void add(String id, Severity severity, String host, String where, String message, String remedy) {
    out.add(new Finding(id, severity, host, where, message, remedy));
  }
}
