package io.github.fleetmigrate.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The user that hosts are deployed as once the rollout is over.
 *
 * @param user its name; empty for none
 * @param hosts those on which it was found to have what a push needs
 * @param kept the other hosts that were asked, each with the reason why it keeps its user
 */
public record DeployUsers(String user, List<String> hosts, Map<String, String> kept) {
  public static final DeployUsers NONE = new DeployUsers("", List.of(), Map.of());

  public DeployUsers {
    hosts = List.copyOf(hosts);
    kept = java.util.Collections.unmodifiableMap(new TreeMap<>(kept));
  }

  /** Whether a host is deployed as this user. */
  public boolean has(String host) {
    return hosts.contains(host);
  }
}
