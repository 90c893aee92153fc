package io.github.fleetmigrate.nixeval;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs work side by side on threads of its own. */
final class Workers {
  private Workers() {}

  /** Runs all of it at the same time; returns when the last has ended. */
  static void runAll(List<Runnable> work) {
    run(work, Math.max(1, work.size()));
  }

  /** Runs all of it, so much at a time. */
  static void run(List<Runnable> work, int parallel) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(parallel, work.size())),
            job -> {
              Thread thread = new Thread(job, "nix");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> running = new ArrayList<>();
      work.forEach(job -> running.add(threads.submit(job)));
      for (Future<?> job : running) {
        job.get();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while nix worked; give a cancellation instead", interrupted);
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
