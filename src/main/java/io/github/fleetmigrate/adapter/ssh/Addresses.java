package io.github.fleetmigrate.adapter.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Looks a host's addresses up, for as long as its hops are open. */
final class Addresses {
  private Addresses() {}

  /** The addresses of a name, each of which says that it has this name, so that nothing asks for another one. */
  static List<InetAddress> of(SshSettings settings, Resolver resolver, Hops hops) throws IOException {
    CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
    Closeable end = () -> found.cancel(false);
    // Java cannot stop a look-up: it is left behind.
    SshHosts.daemon(
            () -> {
              try {
                found.complete(resolver.addresses(settings.host()));
              } catch (IOException | RuntimeException e) {
                found.completeExceptionally(e);
              }
            })
        .start();
    hops.hold(end);
    try {
      List<InetAddress> out = new ArrayList<>();
      for (InetAddress each : found.get()) {
        if (settings.takes(each)) {
          out.add(each instanceof Inet6Address ? each : InetAddress.getByAddress(settings.host(), each.getAddress()));
        }
      }
      return out;
    } catch (CancellationException stopped) {
      throw new IOException("the name is still looked up", stopped);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      hops.release(end);
    }
  }
}
