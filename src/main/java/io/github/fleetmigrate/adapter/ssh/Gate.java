package io.github.fleetmigrate.adapter.ssh;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts.Address;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Lets a few at a time through one jump host: sshd drops connections where more than ten log in at once (sshd_config(5),
 * MaxStartups, whose default begins at 10), and a whole fleet may lie behind one. Thread-safe.
 */
final class Gate {
  private static final int AT_ONCE = 8;
  private final Map<Address, Integer> inside = new HashMap<>();
  private final Map<Address, Deque<CompletableFuture<Boolean>>> waiting = new HashMap<>();

  /** Waits for a place, to be given back by {@link #leave}; false where the person stopped it. */
  boolean enter(Address jump, Cancellation cancellation) {
    CompletableFuture<Boolean> turn = new CompletableFuture<>();
    synchronized (this) {
      int there = inside.getOrDefault(jump, 0);
      if (there < AT_ONCE) {
        inside.put(jump, there + 1);
        return true;
      }
      waiting.computeIfAbsent(jump, k -> new ArrayDeque<>()).add(turn);
    }
    Cancellation.Registration registration = cancellation.onCancel(() -> turn.complete(false));
    try {
      return turn.join();
    } finally {
      registration.close();
    }
  }

  /** Hands the place to the next one who still waits. */
  synchronized void leave(Address jump) {
    Deque<CompletableFuture<Boolean>> queue = waiting.getOrDefault(jump, new ArrayDeque<>());
    while (!queue.isEmpty()) {
      if (queue.remove().complete(true)) {
        return;
      }
    }
    inside.merge(jump, -1, Integer::sum);
  }
}
