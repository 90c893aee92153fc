package io.github.fleetmigrate.health;

import io.github.fleetmigrate.port.RemoteHosts;

/**
 * @param name the host's name in the flake
 * @param hostname what the machine calls itself; the name in the flake as a rule
 * @param target null where the flake does not say where the host is
 * @param expected store path of the system that it would be moved to; null where that is not known
 */
public record HostToCheck(String name, String hostname, RemoteHosts.Target target, String expected) {}
