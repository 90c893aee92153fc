package io.github.fleetmigrate.nixeval;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Shares questions about hosts out among nix processes. Where a host takes a second or less, most of that is nix reading
 * nixpkgs, which the hosts of one process share; where it takes many seconds, it takes the memory to match and has the
 * process to itself. What ends a process is asked again alone, so that a failure is nix's own message for that host.
 */
final class HostBatches {
  /** How long one process should work, by the slowest host so far; a stand-in for its memory. */
  private static final Duration AIM = Duration.ofSeconds(3);
  /** The questions are one argument, and Linux takes no argument over 128 KiB. */
  private static final int MOST = 64;

  private final FlakeEvaluator evaluator;
  private final FlakeSource source;
  private final Capacity capacity;
  private final JobListener listener;
  private final BiFunction<Question, Consumer<String>, Evaluated<JsonNode>> single;
  private final Map<String, Question> questions;

  private final Deque<String> open = new ArrayDeque<>();
  private final Deque<String> alone = new ArrayDeque<>();
  private final Map<String, Long> begun = new ConcurrentHashMap<>();
  private final Map<String, Evaluated<JsonNode>> answers = new ConcurrentHashMap<>();
  private int running;
  private Duration slowest;

  /** @param single asks nix one question in a process of its own */
  HostBatches(
      FlakeEvaluator evaluator,
      FlakeSource source,
      Capacity capacity,
      JobListener listener,
      Map<String, Question> questions,
      BiFunction<Question, Consumer<String>, Evaluated<JsonNode>> single) {
    this.evaluator = evaluator;
    this.source = source;
    this.capacity = capacity;
    this.listener = listener;
    this.questions = questions;
    this.single = single;
    open.addAll(questions.keySet());
  }

  /** An answer for every question, in their order. */
  Map<String, Evaluated<JsonNode>> run() {
    int workers = Math.max(1, Math.min(capacity.evaluations(), questions.size()));
    List<Runnable> work = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      work.add(() -> work(workers));
    }
    Workers.runAll(work);
    Map<String, Evaluated<JsonNode>> ordered = new LinkedHashMap<>();
    questions.keySet().forEach(name -> ordered.put(name, answers.get(name)));
    return ordered;
  }

  private void work(int workers) {
    for (List<String> batch = next(workers); !batch.isEmpty(); batch = next(workers)) {
      try {
        if (batch.size() == 1) {
          askAlone(batch.get(0));
        } else {
          askTogether(batch);
        }
      } finally {
        ended();
      }
    }
  }

  /** What to ask in the next process; nothing when all is answered. A process that runs may still hand something back. */
  private synchronized List<String> next(int workers) {
    while (open.isEmpty() && alone.isEmpty() && running > 0) {
      try {
        wait();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return List.of();
      }
    }
    List<String> batch = new ArrayList<>();
    if (!open.isEmpty()) {
      for (int size = size(workers); size > 0; size--) {
        batch.add(open.poll());
      }
    } else if (!alone.isEmpty()) {
      batch.add(alone.poll());
    }
    running += batch.isEmpty() ? 0 : 1;
    return batch;
  }

  private int size(int workers) {
    int share = (open.size() + workers - 1) / workers;
    long fitting =
        slowest == null ? capacity.together() : AIM.toMillis() / Math.max(1, slowest.toMillis());
    return (int) Math.max(1, Math.min(Math.min(share, MOST), fitting));
  }

  private synchronized void ended() {
    running--;
    notifyAll();
  }

  private void askAlone(String name) {
    begins(name);
    long begin = System.nanoTime();
    Evaluated<JsonNode> answer = single.apply(questions.get(name), line -> listener.line(name, line));
    learn(Duration.ofNanos(System.nanoTime() - begin));
    answered(name, answer);
  }

  private void askTogether(List<String> batch) {
    BatchAnswers said = new BatchAnswers(batch, questions, new Heard());
    begins(batch.get(0));
    Evaluated<JsonNode> end = evaluator.value(source, AttrPath.ALL_OUTPUTS, said.function(), said);
    said.answers().forEach((name, value) -> answers.put(name, Evaluated.of(value)));
    List<String> unanswered = batch.stream().filter(name -> !answers.containsKey(name)).toList();
    if (!end.succeeded() && (!said.anyBegun() || isOfAll(end.failure().orElseThrow()))) {
      unanswered.forEach(name -> answered(name, Evaluated.failed(end.failure().orElseThrow())));
    } else {
      handBack(unanswered, end.succeeded() ? List.of() : said.untouched(), end);
    }
  }

  private synchronized void handBack(List<String> unanswered, List<String> untouched, Evaluated<?> end) {
    for (String name : unanswered) {
      (untouched.contains(name) ? open : alone).add(name);
    }
    if (end.failure().filter(failure -> failure.kind() == NixFailure.Kind.MEMORY).isPresent()) {
      slowest = AIM;
    }
  }

  private static boolean isOfAll(NixFailure failure) {
    return switch (failure.kind()) {
      case NO_NIX, FEATURES, CANCELLED -> true;
      default -> false;
    };
  }

  private void begins(String name) {
    if (begun.putIfAbsent(name, System.nanoTime()) == null) {
      listener.started(name);
    }
  }

  private void answered(String name, Evaluated<JsonNode> answer) {
    answers.put(name, answer);
    begins(name);
    finished(name);
  }

  private void finished(String name) {
    listener.finished(name, sinceBegun(name));
  }

  private Duration sinceBegun(String name) {
    return Duration.ofNanos(System.nanoTime() - begun.get(name));
  }

  private synchronized void learn(Duration elapsed) {
    slowest = slowest == null || slowest.compareTo(elapsed) < 0 ? elapsed : slowest;
  }

  private final class Heard implements BatchAnswers.BatchListener {
    @Override
    public void begins(String name) {
      HostBatches.this.begins(name);
    }

    @Override
    public void line(String name, String line) {
      listener.line(name, line);
    }

    @Override
    public void answered(String name) {
      learn(sinceBegun(name));
      finished(name);
    }
  }
}
