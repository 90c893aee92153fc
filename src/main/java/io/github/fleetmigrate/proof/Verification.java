package io.github.fleetmigrate.proof;

import java.util.List;

/**
 * What a verification found.
 *
 * @param reached the deepest level that was carried out for every host that can be evaluated at all
 * @param vanished outputs that were there and are not, and that nobody agreed to drop
 * @param problems what stands against the tree, one line each: vanished outputs, nodes of the hive, files that do not
 *     parse; hosts that failed or changed are not among them
 * @param remarks what a person should know and what stands against nothing, such as a build that could not fetch
 */
public record Verification(
    Level reached,
    List<HostVerdict> hosts,
    List<String> vanished,
    List<HiveVerdict> hive,
    List<String> problems,
    List<String> remarks) {
  public Verification {
    hosts = List.copyOf(hosts);
    vanished = List.copyOf(vanished);
    hive = List.copyOf(hive);
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }

  /** Whether the migration may go on. */
  public boolean passes() {
    return problems.isEmpty() && hosts.stream().allMatch(HostVerdict::passes);
  }
}
