package io.github.fleetmigrate.health;

import java.util.List;

/**
 * What a machine runs, to be compared before and after a push; a null is something that it did not tell.
 *
 * @param bootId the kernel's random id of this boot: another one after a restart
 * @param system store path of {@code /run/current-system}
 * @param booted store path of {@code /run/booted-system}
 * @param profile the link that the system profile leads to, such as {@code system-42-link}
 * @param kernel release of the running kernel
 * @param failedUnits names of units that failed, as systemd lists them
 */
public record Machine(
    String bootId, String system, String booted, String profile, String kernel, List<String> failedUnits) {
  public Machine {
    failedUnits = List.copyOf(failedUnits);
  }
}
