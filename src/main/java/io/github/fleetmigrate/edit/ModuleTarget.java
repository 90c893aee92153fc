package io.github.fleetmigrate.edit;

import java.util.List;
import java.util.Objects;

/**
 * The calls whose {@code modules} an element is to get into.
 *
 * @param function the called function's last name: {@code nixosSystem} of {@code inputs.nixpkgs.lib.nixosSystem}
 * @param hosts only calls below a binding of one of these names; empty for all calls of the file
 */
public record ModuleTarget(String function, List<String> hosts) {
  public ModuleTarget {
    Objects.requireNonNull(function);
    hosts = List.copyOf(hosts);
  }

  /** All calls of {@code nixosSystem}. */
  public static ModuleTarget everyNixosSystem() {
    return new ModuleTarget("nixosSystem", List.of());
  }
}
