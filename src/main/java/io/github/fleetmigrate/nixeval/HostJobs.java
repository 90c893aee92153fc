package io.github.fleetmigrate.nixeval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Evaluates or builds many derivations of a flake side by side. */
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
    Map<String, Question> questions = new LinkedHashMap<>();
    jobs.forEach((name, path) -> questions.put(name, new Question(path.plus("drvPath"), null)));
    Map<String, Evaluated<String>> paths = new LinkedHashMap<>();
    new HostBatches(
            evaluator,
            source,
            capacity,
            listener,
            questions,
            (question, lines) -> evaluator.text(source, question.path(), lines).map(TextNode::valueOf))
        .run()
        .forEach((name, answer) -> paths.put(name, answer.map(JsonNode::asText)));
    return paths;
  }

  /** Values as JSON. */
  public Map<String, Evaluated<JsonNode>> values(
      FlakeSource source, Map<String, Question> questions, JobListener listener) {
    return new HostBatches(
            evaluator,
            source,
            capacity,
            listener,
            questions,
            (question, lines) -> evaluator.value(source, question.path(), question.function(), lines))
        .run();
  }

  /** Builds, each in a process of its own; the value is what nix says of the built derivation. */
  public Map<String, Evaluated<JsonNode>> builds(
      FlakeSource source, Map<String, AttrPath> jobs, JobListener listener) {
    Map<String, Evaluated<JsonNode>> built = new ConcurrentHashMap<>();
    List<Runnable> work = new ArrayList<>();
    jobs.forEach((name, path) -> work.add(() -> built.put(name, build(source, name, path, listener))));
    Workers.run(work, capacity.builds());
    Map<String, Evaluated<JsonNode>> ordered = new LinkedHashMap<>();
    jobs.keySet().forEach(name -> ordered.put(name, built.get(name)));
    return ordered;
  }

  private Evaluated<JsonNode> build(FlakeSource source, String name, AttrPath path, JobListener listener) {
    long begin = System.nanoTime();
    listener.started(name);
    Evaluated<JsonNode> result = evaluator.build(source, path, line -> listener.line(name, line));
    listener.finished(name, Duration.ofNanos(System.nanoTime() - begin));
    return result;
  }
}
