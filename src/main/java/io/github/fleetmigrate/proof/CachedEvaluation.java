package io.github.fleetmigrate.proof;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.fleetmigrate.nixeval.AttrPath;
import io.github.fleetmigrate.nixeval.Capacity;
import io.github.fleetmigrate.nixeval.Evaluated;
import io.github.fleetmigrate.nixeval.EvaluatedNode;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.nixeval.HostJobs;
import io.github.fleetmigrate.nixeval.JobListener;
import io.github.fleetmigrate.nixeval.Question;
import io.github.fleetmigrate.nixeval.SourceIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What nix says of a commit, asked once. */
final class CachedEvaluation {
  private static final TypeReference<Map<String, EvaluatedNode>> NODES = new TypeReference<>() {};

  private final FlakeEvaluator evaluator;
  private final HostJobs jobs;
  private final EvaluationCache cache;
  private final ObjectMapper json = new ObjectMapper();

  CachedEvaluation(FlakeEvaluator evaluator, Capacity capacity, EvaluationCache cache) {
    this.evaluator = evaluator;
    this.jobs = new HostJobs(evaluator, capacity);
    this.cache = evaluator.options().reproducible() ? cache : new EvaluationCache(null);
  }

  FlakeEvaluator evaluator() {
    return evaluator;
  }

  Evaluated<List<String>> outputNames(FlakeSource source) {
    return once(source, "outputs", () -> evaluator.outputNames(source).map(names -> json.valueToTree(names)))
        .map(names -> List.of(json.convertValue(names, String[].class)));
  }

  Evaluated<SourceIdentity> identity(FlakeSource source) {
    return once(source, "identity", () -> evaluator.identity(source).map(identity -> json.valueToTree(identity)))
        .map(identity -> json.convertValue(identity, SourceIdentity.class));
  }

  /** All that a baseline records: hosts, and home configurations under their names as targets. */
  Evaluated<List<String>> targets(FlakeSource source) {
    return once(source, "targets", () -> askTargets(source).map(names -> json.valueToTree(names)))
        .map(names -> List.of(json.convertValue(names, String[].class)));
  }

  private Evaluated<List<String>> askTargets(FlakeSource source) {
    return evaluator
        .hostNames(source)
        .map(
            hosts -> {
              List<String> targets = new ArrayList<>(hosts);
              evaluator
                  .namesOf(source, Targets.HOMES)
                  .value()
                  .ifPresent(homes -> homes.forEach(home -> targets.add(Targets.home(home))));
              return targets;
            });
  }

  /** deploy-rs' nodes; none where they cannot be evaluated. */
  Map<String, EvaluatedNode> nodes(FlakeSource source) {
    return once(source, "nodes", () -> evaluator.deployNodes(source).map(nodes -> json.valueToTree(nodes)))
        .value()
        .<Map<String, EvaluatedNode>>map(nodes -> json.convertValue(nodes, NODES))
        .orElse(Map.of());
  }

  private Evaluated<JsonNode> once(FlakeSource source, String question, Supplier<Evaluated<JsonNode>> asked) {
    Optional<JsonNode> known = cache.get(source, evaluator.nix().version(), question);
    if (known.isPresent()) {
      return Evaluated.of(known.get());
    }
    Evaluated<JsonNode> answer = asked.get();
    answer.value().ifPresent(value -> cache.put(source, evaluator.nix().version(), question, value));
    return answer;
  }

  /**
   * The hosts' derivations.
   *
   * @param present whether the {@code .drv} files must be in the store: one that is gone is evaluated again
   */
  Map<String, Evaluated<String>> derivations(
      FlakeSource source, Collection<String> hosts, boolean present, JobListener listener) {
    Map<String, Evaluated<String>> answers = new LinkedHashMap<>();
    Map<String, AttrPath> open = new LinkedHashMap<>();
    for (String host : hosts) {
      AttrPath path = Targets.derivation(host);
      Optional<String> known =
          cache
              .get(source, evaluator.nix().version(), path.toString())
              .map(JsonNode::asText)
              .filter(drv -> !present || DrvStore.has(drv));
      if (known.isPresent()) {
        answers.put(host, Evaluated.of(known.get()));
      } else {
        answers.put(host, null);
        open.put(host, path);
      }
    }
    if (!open.isEmpty()) {
      answers.putAll(jobs.derivations(source, open, listener));
    }
    open.forEach(
        (host, path) ->
            answers
                .get(host)
                .value()
                .ifPresent(
                    drv -> cache.put(source, evaluator.nix().version(), path.toString(), TextNode.valueOf(drv))));
    return answers;
  }

  /** Values for many hosts; what is known and good is not asked for again. */
  Map<String, Evaluated<JsonNode>> values(
      FlakeSource source, Map<String, Question> questions, JobListener listener) {
    Map<String, Evaluated<JsonNode>> answers = new LinkedHashMap<>();
    Map<String, Question> open = new LinkedHashMap<>();
    questions.forEach(
        (host, question) -> {
          Optional<JsonNode> known = cache.get(source, evaluator.nix().version(), key(question));
          answers.put(host, known.map(Evaluated::of).orElse(null));
          if (known.isEmpty()) {
            open.put(host, question);
          }
        });
    if (!open.isEmpty()) {
      answers.putAll(jobs.values(source, open, listener));
    }
    open.forEach(
        (host, question) ->
            answers
                .get(host)
                .value()
                .ifPresent(value -> cache.put(source, evaluator.nix().version(), key(question), value)));
    return answers;
  }

  Map<String, Evaluated<JsonNode>> builds(FlakeSource source, Collection<String> hosts, JobListener listener) {
    Map<String, AttrPath> paths = new LinkedHashMap<>();
    hosts.forEach(host -> paths.put(host, Targets.derivation(host)));
    return paths.isEmpty() ? Map.of() : jobs.builds(source, paths, listener);
  }

  private static String key(Question question) {
    return question.path() + " " + question.function();
  }
}
