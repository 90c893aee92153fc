package io.github.fleetmigrate.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.nixeval.AttrPath;
import io.github.fleetmigrate.nixeval.Evaluated;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.nixeval.JobListener;
import io.github.fleetmigrate.nixeval.NixFailure;
import io.github.fleetmigrate.nixeval.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Proves that the new tool, by its own evaluation, deploys the very systems that the flake's hosts are. */
final class HiveProof {
  /** Settings that tell how a node is deployed; {@code keys}, which may hold secrets, is not among them. */
  private static final List<String> SETTINGS =
      List.of(
          "allowLocalDeployment",
          "buildOnTarget",
          "privilegeEscalationCommand",
          "replaceUnknownProfiles",
          "sshOptions",
          "tags",
          "targetHost",
          "targetPort",
          "targetUser");

  private final CachedEvaluation nix;
  private final HostComparison comparison;

  HiveProof(CachedEvaluation nix, HostComparison comparison) {
    this.nix = nix;
    this.comparison = comparison;
  }

  /**
   * @param own the hosts' own derivations in the same tree, present in the store
   */
  List<HiveVerdict> prove(
      FlakeSource source,
      Request.Hive hive,
      List<String> hosts,
      Map<String, Evaluated<String>> own,
      JobListener listener) {
    Map<String, Question> questions = new LinkedHashMap<>();
    hosts.forEach(host -> questions.put(host, question(hive, host)));
    List<HiveVerdict> verdicts = new ArrayList<>();
    nix.values(source, questions, listener)
        .forEach((host, answer) -> verdicts.add(verdict(source, host, own.get(host), answer)));
    return verdicts;
  }

  /** One question for both values, so that a node is evaluated once. */
  private static Question question(Request.Hive hive, String host) {
    List<String> toplevel = new ArrayList<>(AttrPath.ofTemplate(hive.toplevel(), host).names());
    if (!toplevel.get(toplevel.size() - 1).equals("drvPath")) {
      toplevel.add("drvPath");
    }
    List<String> settings = AttrPath.ofTemplate(hive.settings(), host).names();
    String function =
        "hive: let settings = hive"
            + selection(settings)
            + "; in { derivation = hive"
            + selection(toplevel)
            + "; settings = builtins.intersectAttrs (builtins.listToAttrs (map (name: { inherit name; value = null; }) "
            + SETTINGS.stream().map(name -> '"' + name + '"').toList().toString().replace(",", "").replace("[", "[ ").replace("]", " ]")
            + ")) settings; }";
    return new Question(AttrPath.of(settings.get(0)), function);
  }

  private static String selection(List<String> names) {
    StringBuilder selection = new StringBuilder();
    names.subList(1, names.size()).forEach(name -> selection.append(".\"").append(name).append('"'));
    return selection.toString();
  }

  private HiveVerdict verdict(FlakeSource source, String host, Evaluated<String> own, Evaluated<JsonNode> answer) {
    if (!answer.succeeded()) {
      NixFailure failure = answer.failure().orElseThrow();
      return new HiveVerdict(host, Verdict.FAILED, null, failure.message(), failure.lines());
    }
    JsonNode settings = answer.value().orElseThrow().path("settings");
    if (own == null || !own.succeeded()) {
      return new HiveVerdict(host, Verdict.UNKNOWN, settings, "the flake has no system of its own to compare with", List.of());
    }
    String derivation = answer.value().orElseThrow().path("derivation").asText();
    HostComparison.Found found =
        comparison.compare(own.value().orElseThrow(), source, derivation, source);
    return new HiveVerdict(host, found.verdict(), settings, found.note(), found.lines());
  }
}
