package io.github.fleetmigrate.adapter.ssh;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import net.schmizz.sshj.SSHClient;

/** The connections of one login, from the first jump to the host itself. Thread-safe. */
final class Hops implements AutoCloseable {
  private final Deque<SSHClient> clients = new ArrayDeque<>();
  private Socket socket;
  private boolean closed;

  /** The socket that everything goes through; closing it ends all. */
  synchronized void socket(Socket made) {
    socket = made;
    if (closed) {
      cut();
    }
  }

  synchronized void add(SSHClient client) {
    clients.push(client);
  }

  synchronized void drop(SSHClient client) {
    clients.remove(client);
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
    Deque<SSHClient> open;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      cut();
      open = new ArrayDeque<>(clients);
      clients.clear();
    }
    for (SSHClient client : open) {
      client.getTransport().die(new IOException("closed"));
    }
  }

  private void cut() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException gone) {
      socket = null;
    }
  }
}
