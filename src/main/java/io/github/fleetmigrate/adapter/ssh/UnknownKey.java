package io.github.fleetmigrate.adapter.ssh;

import io.github.fleetmigrate.port.RemoteHosts.RemoteFailure;

/** The host's key is not known; a person may know it. */
final class UnknownKey extends Exception {
  final transient Leg leg;
  final transient HostKeyCheck.Shown key;
  /** What it comes to where the person does not. */
  final transient RemoteFailure otherwise;

  UnknownKey(Leg leg, HostKeyCheck.Shown key, RemoteFailure otherwise) {
    super(otherwise);
    this.leg = leg;
    this.key = key;
    this.otherwise = otherwise;
  }
}
