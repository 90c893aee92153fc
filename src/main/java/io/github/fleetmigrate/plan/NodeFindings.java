package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Finding.Severity;
import io.github.fleetmigrate.repo.FleetFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * Findings of deploy-rs' nodes: what deploy-rs has and Colmena has not, from the option by option comparison of both
 * projects' sources (deploy-rs d5eff7f, Colmena 5bf4ce6).
 */
final class NodeFindings {
  private static final String STAYS = "it stays on deploy-rs while that is kept; Colmena deploys NixOS configurations only";

  private final FleetFacts facts;
  private final List<Finding> out = new ArrayList<>();

  NodeFindings(FleetFacts facts) {
    this.facts = facts;
  }

  List<Finding> all() {
    facts.nodes().forEach(this::node);
    return out;
  }

  private void node(DeployNode node) {
    configuration(node);
    profiles(node);
    if (node.interactiveSudo()) {
      add(
          "node.interactive-sudo",
          Severity.WARNING,
          node,
          node.name() + " asks for a sudo password; Colmena runs ssh in batch mode and cannot",
          "give the deploy user passwordless sudo (phase 5 can), or log in as root");
    }
    if (!Boolean.FALSE.equals(node.magicRollback()) && !node.unread().contains("magicRollback")) {
      add(
          "node.magic-rollback",
          Severity.INFO,
          node,
          "deploy-rs rolls " + node.name() + " back by itself when it cannot be reached after a deployment; Colmena does not",
          "afterwards `fleet rollback " + node.name() + "` is by hand");
    }
  }

  private void configuration(DeployNode node) {
    boolean known = facts.hostNames().contains(node.name());
    if (node.configuration() != null && !node.configuration().equals(node.name())) {
      add(
          "node.other-configuration",
          Severity.WARNING,
          node,
          "the deploy node " + node.name() + " activates the configuration " + node.configuration()
              + "; a node of the hive has its configuration's name",
          known
              ? "check which of the two is meant: the hive deploys " + node.name() + "'s own configuration to its address"
              : "rename the configuration or the node to match, or answer withoutNode and settle for " + node.configuration());
    } else if (!known) {
      add(
          "node.without-configuration",
          Severity.WARNING,
          node,
          "the deploy node " + node.name() + " has no nixosConfigurations entry of that name",
          STAYS);
    }
  }

  private void profiles(DeployNode node) {
    List<String> others = node.profiles().stream().filter(p -> !p.equals("system")).toList();
    if (!others.isEmpty()) {
      add(
          "node.other-profiles",
          Severity.WARNING,
          node,
          node.name() + " has profiles that Colmena cannot deploy: " + String.join(", ", others),
          "they stay on deploy-rs while it is kept, or move into the NixOS configuration");
    }
    if (!node.profiles().contains("system") && !node.unread().contains("profiles")) {
      add(
          "node.no-system-profile",
          Severity.WARNING,
          node,
          "deploy-rs deploys no system to " + node.name() + "; as a node of the hive it would get one",
          "check that its NixOS configuration is what should run there, or keep it on deploy-rs");
    }
    if (node.activation() != null && !node.activation().equals("nixos")) {
      add(
          "node.not-nixos",
          Severity.WARNING,
          node,
          "the system profile of " + node.name() + " is activated by activate." + node.activation() + ", which Colmena has not",
          STAYS);
    }
  }

  private void add(String id, Severity severity, DeployNode node, String message, String remedy) {
    out.add(new Finding(id, severity, node.name(), node.where(), message, remedy));
  }
}
