package io.github.fleetmigrate.edit;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The calls whose {@code modules} an element is to get into.
 *
 * @param function the called function's last name: {@code nixosSystem} of {@code inputs.nixpkgs.lib.nixosSystem}
 * @param hosts only calls below a binding of one of these names; empty for all calls of the file
 * @param calls only these of the file's calls, from 0 in the order they are written; null for all of them
 */
public record ModuleTarget(String function, List<String> hosts, Set<Integer> calls) {
  static final String NIXOS_SYSTEM = "nixosSystem";

  public ModuleTarget {
    Objects.requireNonNull(function);
    hosts = List.copyOf(hosts);
    calls = calls == null ? null : Set.copyOf(calls);
  }

  public ModuleTarget(String function, List<String> hosts) {
    this(function, hosts, null);
  }

  /** All calls of {@code nixosSystem}. */
  public static ModuleTarget everyNixosSystem() {
    return new ModuleTarget(NIXOS_SYSTEM, List.of());
  }

  /** Some calls of {@code nixosSystem}, as {@link NixEdits#nixosSystemLines} counts them. */
  public static ModuleTarget nixosSystems(Set<Integer> calls) {
    return new ModuleTarget(NIXOS_SYSTEM, List.of(), calls);
  }
}
