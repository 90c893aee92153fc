package io.github.fleetmigrate.health;

import java.util.List;

/**
 * The health of several hosts, in the order they were asked for.
 *
 * @param remarks what a person should know beside them, such as that the hosts were read from files alone
 */
public record HealthReport(List<HostHealth> hosts, List<String> remarks) {
  public HealthReport {
    hosts = List.copyOf(hosts);
    remarks = List.copyOf(remarks);
  }

  public boolean passed() {
    return hosts.stream().noneMatch(h -> h.status() == CheckStatus.FAILED);
  }
}
