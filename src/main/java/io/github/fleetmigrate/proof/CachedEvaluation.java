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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What nix says of a commit, asked once. Thread-safe. */
final class CachedEvaluation {
  private static final TypeReference<Map<String, EvaluatedNode>> NODES = new TypeReference<>() {};

  private final FlakeEvaluator evaluator;
  private final HostJobs jobs;
  private final EvaluationCache cache;
  private final Map<String, Evaluated<JsonNode>> answered = new ConcurrentHashMap<>();
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

  /** Asks for what sources are called, side by side, so that {@link #identity} answers at once. */
  void identities(FlakeSource one, FlakeSource other) {
    Beside<Evaluated<SourceIdentity>> first = new Beside<>(() -> identity(one));
    identity(other);
    first.get();
  }

  /**
   * All that a baseline records: hosts, and home configurations under their names as targets.
   *
   * @param outputs names of the source's outputs, two levels down
   */
  Evaluated<List<String>> targets(FlakeSource source, List<String> outputs) {
    return namesBelow(source, outputs, Targets.HOSTS)
        .map(
            hosts -> {
              List<String> targets = new ArrayList<>(hosts);
              namesBelow(source, outputs, Targets.HOMES)
                  .value()
                  .ifPresent(homes -> homes.forEach(home -> targets.add(Targets.home(home))));
              return targets;
            });
  }

  private Evaluated<List<String>> namesBelow(FlakeSource source, List<String> outputs, String output) {
    if (outputs.contains(output)) {
      // Nothing is known to be below it: it is empty, or it cannot be listed, which is a failure with nix's own words.
      return evaluator.namesOf(source, output);
    }
    String prefix = output + ".";
    return Evaluated.of(
        outputs.stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .sorted()
            .toList());
  }

  /** deploy-rs' nodes; none where they cannot be evaluated. */
  Map<String, EvaluatedNode> nodes(FlakeSource source) {
    return once(source, "nodes", () -> evaluator.deployNodes(source).map(nodes -> json.valueToTree(nodes)))
        .value()
        .<Map<String, EvaluatedNode>>map(nodes -> json.convertValue(nodes, NODES))
        .orElse(Map.of());
  }

  private Evaluated<JsonNode> once(FlakeSource source, String question, Supplier<Evaluated<JsonNode>> asked) {
    Evaluated<JsonNode> heard = answered.get(source.commit() + question);
    if (heard != null) {
      return heard;
    }
    Optional<JsonNode> known = cache.get(source, evaluator.nix().version(), question);
    if (known.isPresent()) {
      return Evaluated.of(known.get());
    }
    Evaluated<JsonNode> answer = asked.get();
    answered.put(source.commit() + question, answer);
    answer.value().ifPresent(value -> cache.put(source, evaluator.nix().version(), Map.of(question, value)));
    return answer;
  }

  /**
   * The hosts' derivations.
   *
   * @param present whether the {@code .drv} files must be in the store: one that is gone is evaluated again
   */
  Map<String, Evaluated<String>> derivations(
      FlakeSource source, Collection<String> hosts, boolean present, JobListener listener) {
    Map<String, AttrPath> paths = new LinkedHashMap<>();
    hosts.forEach(host -> paths.put(host, Targets.derivation(host)));
    Map<String, String> keys = new LinkedHashMap<>();
    paths.forEach((host, path) -> keys.put(host, path.toString()));
    return remembering(
        source,
        keys,
        drv -> !present || DrvStore.has(drv.asText()),
        JsonNode::asText,
        TextNode::valueOf,
        open -> jobs.derivations(source, only(paths, open), listener));
  }

  /** Values for many hosts; what is known and good is not asked for again. */
  Map<String, Evaluated<JsonNode>> values(
      FlakeSource source, Map<String, Question> questions, JobListener listener) {
    Map<String, String> keys = new LinkedHashMap<>();
    questions.forEach((host, question) -> keys.put(host, question.path() + " " + question.function()));
    return remembering(
        source,
        keys,
        value -> true,
        value -> value,
        value -> value,
        open -> jobs.values(source, only(questions, open), listener));
  }

  /** What is kept and still good, the rest as asked; both in the order of the keys. */
  private <T> Map<String, Evaluated<T>> remembering(
      FlakeSource source,
      Map<String, String> keys,
      Predicate<JsonNode> good,
      Function<JsonNode, T> reading,
      Function<T, JsonNode> writing,
      Function<List<String>, Map<String, Evaluated<T>>> asking) {
    Map<String, JsonNode> kept = cache.get(source, evaluator.nix().version(), keys.values());
    Map<String, Evaluated<T>> answers = new LinkedHashMap<>();
    List<String> open = new ArrayList<>();
    keys.forEach(
        (host, key) -> {
          JsonNode known = kept.get(key);
          boolean usable = known != null && good.test(known);
          answers.put(host, usable ? Evaluated.of(reading.apply(known)) : null);
          if (!usable) {
            open.add(host);
          }
        });
    if (!open.isEmpty()) {
      Map<String, JsonNode> found = new LinkedHashMap<>();
      asking
          .apply(open)
          .forEach(
              (host, answer) -> {
                answers.put(host, answer);
                answer.value().ifPresent(value -> found.put(keys.get(host), writing.apply(value)));
              });
      cache.put(source, evaluator.nix().version(), found);
    }
    return answers;
  }

  private static <Q> Map<String, Q> only(Map<String, Q> all, List<String> names) {
    Map<String, Q> some = new LinkedHashMap<>();
    names.forEach(name -> some.put(name, all.get(name)));
    return some;
  }

  Map<String, Evaluated<JsonNode>> builds(FlakeSource source, Collection<String> hosts, JobListener listener) {
    Map<String, AttrPath> paths = new LinkedHashMap<>();
    hosts.forEach(host -> paths.put(host, Targets.derivation(host)));
    return paths.isEmpty() ? Map.of() : jobs.builds(source, paths, listener);
  }
}
