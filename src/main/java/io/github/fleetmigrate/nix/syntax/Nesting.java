package io.github.fleetmigrate.nix.syntax;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps deep nesting from overflowing the stack: past a depth that any thread bears, the rest of the descent runs on
 * a thread with a stack of its own, and past the depth that nix itself bears (its parser's stack has 10,000 places) it
 * is refused.
 */
final class Nesting {
  static final int LIMIT = 10_000;
  private static final int ON_CALLERS_STACK = 150;
  private static final long STACK_BYTES = 256L << 20;

  private int depth;

  /** Runs one level of a descent, or answers false where it is too deep. */
  boolean descend(Runnable level) {
    if (depth >= LIMIT) {
      return false;
    }
    depth++;
    try {
      if (depth == ON_CALLERS_STACK) {
        runOnDeepStack(level);
      } else {
        level.run();
      }
    } finally {
      depth--;
    }
    return true;
  }

  private static void runOnDeepStack(Runnable level) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(null, level, "deep-nesting", STACK_BYTES);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((t, thrown) -> failure.set(thrown));
    thread.start();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("parsing failed", failure.get());
    }
  }
}
