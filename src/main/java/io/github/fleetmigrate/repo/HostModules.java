package io.github.fleetmigrate.repo;

import java.util.List;

/**
 * What a host is made of, as far as it matters for building it another way.
 *
 * @param specialArgs names of the special arguments its modules get, without what {@code nixosSystem} adds by itself
 * @param paths modules that are files or folders of the flake, relative to its root
 * @param inline whether there are modules that are no files of the flake: attribute sets, functions, other flakes'
 * @param ownPlatform whether the modules themselves say what platform the host is for, not the call of {@code nixosSystem}
 */
public record HostModules(List<String> specialArgs, List<String> paths, boolean inline, boolean ownPlatform) {
  public HostModules {
    specialArgs = List.copyOf(specialArgs);
    paths = List.copyOf(paths);
  }
}
