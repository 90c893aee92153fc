package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Inventory;
import java.util.Optional;

/** How a host without a deploy node is treated where nobody answered. */
final class WithoutNode {
  static final String SSH = "ssh";
  static final String EXCLUDE = "exclude";

  private WithoutNode() {}

  /**
   * Left out, as it is by deploy-rs. Where deploy-rs has no node at all (any more), the inventory says which hosts the
   * fleet has: the ones with an address that it does not keep from being deployed.
   *
   * @return the value of the answer {@code withoutNode}; empty where the host may have a node that is not known, which
   *     only a person can tell
   */
  static Optional<String> standard(FleetFacts facts, String host) {
    if (facts.nodesUnread()) {
      return Optional.empty();
    }
    Optional<Inventory.Entry> entry = facts.nodes().isEmpty() ? facts.entry(host) : Optional.empty();
    boolean deployed =
        entry.filter(e -> e.address() != null && !Boolean.FALSE.equals(e.deployed())).isPresent();
    return Optional.of(deployed ? SSH : EXCLUDE);
  }
}
