package io.github.fleetmigrate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Question;
import io.github.fleetmigrate.proof.Targets;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Refuses answers that name a host which the repository does not have. */
final class AnsweredHosts {
  private AnsweredHosts() {}

  static void check(Map<String, JsonNode> given, Migration migration, Survey survey) throws Refusal {
    TreeSet<String> known = new TreeSet<>();
    survey.hosts().stream().map(Host::name).forEach(known::add);
    survey.nodes().stream().map(DeployNode::name).forEach(known::add);
    if (known.isEmpty()) {
      return;
    }
    for (Question question : migration.questions()) {
      JsonNode answer = given.get(question.key());
      if (answer == null) {
        continue;
      }
      for (String host : hosts(question, answer)) {
        boolean home = question.kind() == Question.Kind.ACCEPT && isHome(host, survey.status());
        if (!home && !known.contains(host)) {
          throw new Refusal(
              ExitStatus.BAD_INPUT,
              "the answer " + question.key() + " names " + host + ", and there is no such host",
              Nearest.hint(host, known) + "hosts are " + String.join(", ", known));
        }
      }
    }
  }

  /** A home configuration that was recorded, or any before something was. */
  private static boolean isHome(String target, Status status) {
    boolean recorded = status.baseline() != null && status.baseline().recorded();
    return Targets.isHome(target) && (!recorded || status.baseline().hosts().containsKey(target));
  }

  private static List<String> hosts(Question question, JsonNode answer) {
    List<String> out = new ArrayList<>();
    switch (question.kind()) {
      case HOST -> {
        if (!answer.asText().isEmpty()) {
          out.add(answer.asText());
        }
      }
      case HOSTS -> answer.forEach(host -> out.add(host.asText()));
      case TAGS, HOST_CHOICE -> answer.fieldNames().forEachRemaining(out::add);
      case SETTLE -> answer.fieldNames().forEachRemaining(item -> out.add(item.substring(0, item.lastIndexOf('.'))));
      case ACCEPT -> answer.forEach(phase -> phase.forEach(host -> out.add(host.asText())));
      case CHOICE, FLAG, TEXT, NAMES -> {}
    }
    return out;
  }
}
