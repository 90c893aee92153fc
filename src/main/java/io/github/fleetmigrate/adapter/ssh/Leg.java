package io.github.fleetmigrate.adapter.ssh;

import io.github.fleetmigrate.port.RemoteHosts.Address;

/**
 * One machine on the way to a host, the host itself being the last.
 *
 * @param jump the word that ProxyJump has for it; null for the host itself
 */
record Leg(SshSettings settings, String jump) {
  Address address() {
    return new Address(settings.host(), settings.port(), settings.user());
  }

  /** Says in a message that a jump host is meant. */
  String by() {
    return jump == null ? "" : " (jump host " + jump + ")";
  }
}
