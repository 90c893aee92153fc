package io.github.fleetmigrate.adapter.ssh;

import java.io.IOException;
import java.net.InetAddress;

/** Looks up the addresses of a name; may take as long as it likes. */
@FunctionalInterface
interface Resolver {
  InetAddress[] addresses(String name) throws IOException;
}
