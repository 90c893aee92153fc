package io.github.fleetmigrate.proof;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to verify.
 *
 * @param level how deep
 * @param hosts names; all of the baseline's where it is empty
 * @param accepted hosts whose difference a person accepted
 * @param dropped names of outputs that may vanish, with all below them
 * @param hive the new tool's own evaluation of the hosts; null where there is none to be proved
 * @param hiveHosts which of the hive's nodes to prove
 * @param files Nix files by path, which nix's own parser must accept
 */
public record Request(
    Level level,
    List<String> hosts,
    Announcement announcement,
    Set<String> accepted,
    Set<String> dropped,
    Hive hive,
    List<String> hiveHosts,
    Map<String, String> files) {
  public Request {
    hosts = List.copyOf(hosts);
    accepted = Set.copyOf(accepted);
    dropped = Set.copyOf(dropped);
    hiveHosts = List.copyOf(hiveHosts);
    files = Map.copyOf(files);
  }

  /** Every host, nothing announced and nothing accepted. */
  public static Request of(Level level) {
    return new Request(level, List.of(), Announcement.NOTHING, Set.of(), Set.of(), null, List.of(), Map.of());
  }

  /**
   * Where a node's system and settings are.
   *
   * @param toplevel attribute path with {@code {host}} in it; {@code .drvPath} at its end may be left out
   * @param settings attribute path with {@code {host}} in it; both begin with the same output
   */
  public record Hive(String toplevel, String settings) {
    /** Colmena's own, from its {@code src/nix/hive/eval.nix}. */
    public static final Hive COLMENA =
        new Hive("colmenaHive.nodes.{host}.config.system.build.toplevel", "colmenaHive.deploymentConfig.{host}");
  }
}
