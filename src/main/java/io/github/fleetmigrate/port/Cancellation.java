package io.github.fleetmigrate.port;

import java.util.ArrayList;
import java.util.List;

/** A request to stop that work in progress listens to. It is given once and stays; thread-safe. */
public final class Cancellation {
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean cancelled;

  public void cancel() {
    List<Runnable> told;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      told = List.copyOf(listeners);
      listeners.clear();
    }
    told.forEach(Runnable::run);
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Runs the listener when the request comes, at once where it has come. Close the result to stop listening. */
  public Registration onCancel(Runnable listener) {
    boolean now;
    synchronized (this) {
      now = cancelled;
      if (!now) {
        listeners.add(listener);
      }
    }
    if (now) {
      listener.run();
    }
    return () -> {
      synchronized (this) {
        listeners.remove(listener);
      }
    };
  }

  /** Ends a listener's registration. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
