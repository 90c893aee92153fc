package io.github.fleetmigrate.adapter.ssh;

import io.github.fleetmigrate.port.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends a connection that is being made, when its time is over or a person stops it: whatever it waits for, it wakes up. */
final class Watch implements AutoCloseable {
  private final ScheduledExecutorService timer;
  private final Cancellation.Registration registration;
  private Future<?> alarm;
  private Closeable open;
  private boolean over;
  private boolean late;

  Watch(ScheduledExecutorService timer, Duration limit, Cancellation cancellation) {
    this.timer = timer;
    this.alarm = schedule(limit);
    this.registration = cancellation.onCancel(() -> end(false));
  }

  private Future<?> schedule(Duration limit) {
    return timer.schedule(() -> end(true), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What is closed when the time is over, in place of what was named before. Closed at once where it is over. */
  void guard(Closeable closeable) {
    boolean now;
    synchronized (this) {
      open = closeable;
      now = over;
    }
    if (now) {
      closeQuietly(closeable);
    }
  }

  /** Starts the time anew, as for the next hop. */
  synchronized void again(Duration limit) {
    alarm.cancel(false);
    if (!over) {
      alarm = schedule(limit);
    }
  }

  /** Whether the limit was reached. */
  synchronized boolean late() {
    return late;
  }

  private void end(boolean byTime) {
    Closeable closing;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      late = byTime;
      closing = open;
    }
    closeQuietly(closing);
  }

  private static void closeQuietly(Closeable closing) {
    try {
      if (closing != null) {
        closing.close();
      }
    } catch (IOException gone) {
      return;
    }
  }

  @Override
  public void close() {
    registration.close();
    synchronized (this) {
      alarm.cancel(false);
      open = null;
    }
  }
}
