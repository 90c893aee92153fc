package io.github.fleetmigrate.proof;

import io.github.fleetmigrate.nixeval.JobListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells a listener of nix's work on hosts, and adds up what each took. */
final class Progress {
  private final VerificationListener listener;
  private final Map<String, Duration> spent = new ConcurrentHashMap<>();

  Progress(VerificationListener listener) {
    this.listener = listener;
  }

  /** For jobs that are named as hosts. */
  JobListener during(HostActivity activity) {
    Map<String, Long> begun = new ConcurrentHashMap<>();
    return new JobListener() {
      @Override
      public void started(String host) {
        begun.put(host, System.nanoTime());
        listener.host(host, activity, Duration.ZERO, null);
      }

      @Override
      public void line(String host, String line) {
        listener.host(host, activity, Duration.ofNanos(System.nanoTime() - begun.get(host)), line);
      }

      @Override
      public void finished(String host, Duration elapsed) {
        add(host, elapsed);
      }
    };
  }

  void now(String host, HostActivity activity) {
    listener.host(host, activity, Duration.ZERO, null);
  }

  void add(String host, Duration elapsed) {
    spent.merge(host, elapsed, Duration::plus);
  }

  void finished(HostVerdict verdict) {
    Duration all = spent.getOrDefault(verdict.host(), Duration.ZERO);
    listener.host(verdict.host(), HostActivity.DONE, all, null);
    listener.finished(verdict, all);
  }
}
