package io.github.fleetmigrate.nixeval;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Evaluates or builds many derivations of a flake side by side, a process each. */
public final class HostJobs {
  private final FlakeEvaluator evaluator;
  private final Capacity capacity;

  public HostJobs(FlakeEvaluator evaluator, Capacity capacity) {
    this.evaluator = evaluator;
    this.capacity = capacity;
  }

  /**
   * Store paths of the {@code .drv} files, which are then in the store.
   *
   * @param jobs attribute paths of derivations, by the name under which the listener hears of them
   * @return an answer for every job, in their order
   */
  public Map<String, Evaluated<String>> derivations(
      FlakeSource source, Map<String, AttrPath> jobs, JobListener listener) {
    return run(jobs, capacity.evaluations(), listener, (path, lines) -> evaluator.derivation(source, path, lines));
  }

  /** Builds; the value is what nix says of the built derivation. */
  public Map<String, Evaluated<JsonNode>> builds(
      FlakeSource source, Map<String, AttrPath> jobs, JobListener listener) {
    return run(jobs, capacity.builds(), listener, (path, lines) -> evaluator.build(source, path, lines));
  }

  /**
   * A value to be asked for.
   *
   * @param function a Nix function that is applied to what lies at the path
   */
  public record Question(AttrPath path, String function) {}

  /** Values as JSON. */
  public Map<String, Evaluated<JsonNode>> values(
      FlakeSource source, Map<String, Question> jobs, JobListener listener) {
    return run(
        jobs,
        capacity.evaluations(),
        listener,
        (question, lines) -> evaluator.value(source, question.path(), question.function(), lines));
  }

  private interface Job<Q, T> {
    Evaluated<T> run(Q question, Consumer<String> lines);
  }

  private static <Q, T> Map<String, Evaluated<T>> run(
      Map<String, Q> jobs, int parallel, JobListener listener, Job<Q, T> job) {
    ExecutorService workers =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(parallel, jobs.size())),
            work -> {
              Thread thread = new Thread(work, "nix");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Map<String, Future<Evaluated<T>>> running = new LinkedHashMap<>();
      jobs.forEach((name, question) -> running.put(name, workers.submit(() -> one(name, question, listener, job))));
      Map<String, Evaluated<T>> results = new LinkedHashMap<>();
      for (Map.Entry<String, Future<Evaluated<T>>> entry : running.entrySet()) {
        results.put(entry.getKey(), entry.getValue().get());
      }
      return results;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while nix worked; give a cancellation instead", interrupted);
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private static <Q, T> Evaluated<T> one(String name, Q question, JobListener listener, Job<Q, T> job) {
    long begin = System.nanoTime();
    listener.started(name);
    Evaluated<T> result = job.run(question, line -> listener.line(name, line));
    listener.finished(name, Duration.ofNanos(System.nanoTime() - begin));
    return result;
  }
}
