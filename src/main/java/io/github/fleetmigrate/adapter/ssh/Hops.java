package io.github.fleetmigrate.adapter.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.schmizz.sshj.SSHClient;

/** The connections of one login, from the first jump to the host itself, and all that is waited for on the way. Thread-safe. */
final class Hops implements AutoCloseable {
  private final Deque<SSHClient> clients = new ArrayDeque<>();
  private final List<Closeable> held = new ArrayList<>();
  private boolean closed;

  /** What is closed with the hops, such as the socket that everything goes through; at once where they are closed. */
  void hold(Closeable closeable) {
    boolean now;
    synchronized (this) {
      now = closed;
      if (!now) {
        held.add(closeable);
      }
    }
    if (now) {
      quietly(closeable);
    }
  }

  synchronized void release(Closeable closeable) {
    held.remove(closeable);
  }

  void add(SSHClient client) {
    boolean now;
    synchronized (this) {
      now = closed;
      if (!now) {
        clients.push(client);
      }
    }
    if (now) {
      end(client);
    }
  }

  synchronized SSHClient last() throws IOException {
    if (closed || clients.isEmpty()) {
      throw new IOException("the connection is closed");
    }
    return clients.peek();
  }

  /** Cuts the line at once; a farewell could wait for a machine that does not answer. */
  @Override
  public void close() {
    List<Closeable> cut;
    List<SSHClient> open = new ArrayList<>();
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      cut = List.copyOf(held);
      // The first jump first: what goes through it is over then, and nobody waits for room to write.
      clients.descendingIterator().forEachRemaining(open::add);
      held.clear();
      clients.clear();
    }
    cut.forEach(Hops::quietly);
    open.forEach(Hops::end);
  }

  private static void end(SSHClient client) {
    // Before the login the transport ends its reader alone; the keep-alive would go on for ever.
    client.getConnection().getKeepAlive().interrupt();
    try {
      client.getTransport().die(new IOException("closed"));
    } catch (IndexOutOfBoundsException cut) {
      // sshj writes into the jump's buffer, which a write that was cut off has left out of order (its issue 532).
      return;
    }
  }

  private static void quietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException gone) {
      return;
    }
  }
}
