package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Finding.Severity;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Inventory;
import io.github.fleetmigrate.repo.NotRead;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Findings of hosts and of their inventory. */
final class FleetFindings {
  /** Attributes of a hive that are no nodes (Colmena, {@code src/nix/hive/eval.nix}). */
  private static final Set<String> RESERVED = Set.of("defaults", "network", "meta");

  /** Outputs that the new tool's builder makes, and deploy-rs' own, which goes on purpose. */
  private static final Set<String> OF_THE_BUILDER = Set.of("nixosConfigurations", "colmena", "colmenaHive", "deploy");

  private final FleetFacts facts;
  private final Settlement settlement;
  /** Where the migration would make an inventory. */
  private final Optional<String> inventoryPath;
  private final boolean full;
  private final RepoSnapshot files;
  private final List<Finding> out = new ArrayList<>();

  /**
   * @param full whether the outputs are to be rebuilt with the new tool's host builder
   */
  FleetFindings(PlanContext context, boolean full, RepoSnapshot files) {
    this.facts = context.facts();
    this.settlement = context.settlement();
    this.inventoryPath = context.migration().inventory().paths().stream().findFirst();
    this.full = full;
    this.files = files;
  }

  List<Finding> all() {
    new java.util.TreeMap<>(facts.failures()).forEach(this::failure);
    facts.notRead().forEach(this::notRead);
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
    outputs();
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
      inventoryPath.ifPresent(
          path ->
              add(
                  "inventory.missing",
                  Severity.INFO,
                  null,
                  null,
                  "there is no inventory file of the fleet's hosts",
                  "phase 2 makes " + path + " from what deploy-rs knows"));
      return;
    }
    for (HostSettings host : settlement.hosts()) {
      if (!host.inInventory()) {
        add(
            "inventory.host-missing",
            Severity.WARNING,
            host.host(),
            inventory.placeOf(host.host()),
            host.host() + " is not in " + inventory.path(),
            "its settings are laid over the inventory in the hive's call, and written into the file in phase 5");
      }
    }
    if (!inventory.importedBy().isEmpty()) {
      add(
          "inventory.imported-by-modules",
          Severity.WARNING,
          null,
          Places.first(files, inventory.importedBy().get(0), inventory.path().substring(inventory.path().lastIndexOf('/') + 1)),
          inventory.path() + " is read by the hosts' own modules (" + String.join(", ", inventory.importedBy())
              + "): correcting it changes the hosts",
          "nothing to do: settled values stay out of the file until phase 5, which announces the change");
    }
  }

  private void conflict(Settlement.Conflict conflict) {
    if (conflict.unread()) {
      return;
    }
    String node = facts.node(conflict.host()).map(n -> n.where()).orElse(null);
    if (conflict.field().equals("targetUser") && conflict.deployRs() == null) {
      add(
          "node.ssh-user-missing",
          Severity.WARNING,
          conflict.host(),
          node,
          "deploy-rs has no sshUser for " + conflict.host() + " and takes your own login name; Colmena would take root",
          "answer settle \"" + conflict.item() + "\"");
      return;
    }
    String where = facts.inventory() == null ? node : facts.inventory().placeOf(conflict.host());
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
    String where = facts.host(host).map(h -> h.where()).orElse(null);
    if (facts.node(host).isEmpty()) {
      add(
          "host.without-node",
          Severity.INFO,
          host,
          where,
          facts.nodesUnread() ? "whether " + host + " has a deploy node is not known" : host + " has no deploy node",
          "answer withoutNode for it: local, ssh or exclude"
              + WithoutNode.standard(facts, host).map(s -> "; " + s + " without an answer").orElse(""));
    }
    if (RESERVED.contains(host)) {
      add(
          "host.reserved-name",
          Severity.ERROR,
          host,
          where,
          "a hive cannot have a node called " + host + ": Colmena keeps the name for itself",
          "rename the host in nixosConfigurations first");
    }
    List<String> lost =
        facts.modules().containsKey(host)
            ? facts.modules().get(host).specialArgs().stream().filter(a -> !a.equals("inputs")).toList()
            : List.of();
    if (!lost.isEmpty()) {
      add(
          "host.special-arguments",
          full ? Severity.WARNING : Severity.INFO,
          host,
          where,
          host + " gets the special arguments " + String.join(", ", lost) + "; a host built from its path alone would lose them",
          full
              ? "nothing to do: it keeps its existing configuration, and the hive is made from that"
              : "nothing to do: the hive is made from the existing configuration, its special arguments included");
    }
  }

  /** What the plan as it is written, the whole flake replaced, would lose. */
  private void outputs() {
    List<String> others = facts.topOutputs().stream().filter(o -> !OF_THE_BUILDER.contains(o)).toList();
    if (full && !others.isEmpty()) {
      add(
          "outputs.not-of-the-builder",
          Severity.INFO,
          null,
          Places.first(files, "flake.nix", "outputs"),
          "a flake of mkFleet alone would drop the outputs " + String.join(", ", others),
          "nothing to do: they stay, and what mkFleet makes is merged with them; one that may go is named in dropOutputs");
    }
  }

  private void notRead(NotRead gap) {
    add(
        "static.not-read",
        Severity.WARNING,
        gap.host(),
        gap.where(),
        gap.what() + " is not written out, so nothing is known of it without evaluation: " + gap.why(),
        gap.what().startsWith("deploy.nodes.") && gap.host() != null
            ? "answer settle for " + gap.host() + ", or make the flake evaluate"
            : "make the flake evaluate; until then what is made there is not in the plan");
  }

  private static String text(JsonNode node) {
    return node == null ? "left out" : node.isTextual() ? "\"" + node.asText() + "\"" : node.toString();
  }

  private void add(String id, Severity severity, String host, String where, String message, String remedy) {
    out.add(new Finding(id, severity, host, where, message, remedy));
  }
}
