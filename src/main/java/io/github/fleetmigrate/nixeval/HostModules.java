package io.github.fleetmigrate.nixeval;

import java.util.List;

/**
 * How a host's configuration was called.
 *
 * @param specialArgs names; null where this nixpkgs does not tell
 * @param modules in order: a path relative to the flake, an absolute path of another flake's, or {@link #INLINE}; null
 *     where this nixpkgs does not tell. What {@code nixosSystem} adds by itself is not among them
 * @param ownPlatform whether the modules themselves say what platform the host is for
 */
public record HostModules(List<String> specialArgs, List<String> modules, boolean ownPlatform) {
  /** A module that is written in place: a function or a set, no path. */
  public static final String INLINE = "inline";

  /** Whether every module is a path of the flake's own. */
  public boolean onlyOwnPaths() {
    return modules != null && modules.stream().noneMatch(module -> module.equals(INLINE) || module.startsWith("/"));
  }
}
