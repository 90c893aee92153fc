package io.github.fleetmigrate.proof;

import io.github.fleetmigrate.nixeval.AttrPath;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands for a host among a flake's outputs. A host is named as in {@code nixosConfigurations}; one of
 * {@code homeConfigurations} has {@code home:} before its name.
 */
public final class Targets {
  static final String HOSTS = "nixosConfigurations";
  static final String HOMES = "homeConfigurations";
  private static final String HOME = "home:";

  private Targets() {}

  public static String home(String configuration) {
    return HOME + configuration;
  }

  /**
   * All that is proved of a flake.
   *
   * @param hosts of {@code nixosConfigurations}
   * @param outputs names of the flake's outputs, two levels down
   */
  public static List<String> of(List<String> hosts, List<String> outputs) {
    List<String> all = new ArrayList<>(hosts);
    outputs.stream()
        .filter(output -> output.startsWith(HOMES + "."))
        .forEach(output -> all.add(home(output.substring(HOMES.length() + 1))));
    return List.copyOf(all);
  }

  /** The flake output, two levels down, that a target is. */
  static String output(String target) {
    return isHome(target) ? HOMES + "." + target.substring(HOME.length()) : HOSTS + "." + target;
  }

  /** Whether a target is a home configuration and no host. */
  public static boolean isHome(String target) {
    return target.startsWith(HOME);
  }

  /** The derivation that is proved. */
  public static AttrPath derivation(String host) {
    return isHome(host)
        ? AttrPath.of(HOMES, host.substring(HOME.length()), "activationPackage")
        : AttrPath.of(HOSTS, host, "config", "system", "build", "toplevel");
  }
}
