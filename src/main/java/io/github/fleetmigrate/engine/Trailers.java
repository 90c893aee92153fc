package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.DeployUsers;
import io.github.fleetmigrate.port.Checkpoints.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trailers of a checkpoint's message; with them alone a clone knows where a migration stands. */
final class Trailers {
  static final String PHASE = "Fleet-Migrate-Phase";
  static final String RUN = "Fleet-Migrate-Run";
  static final String MIGRATION = "Fleet-Migrate-Migration";
  static final String BASELINE = "Fleet-Migrate-Baseline";
  static final String ANSWERS = "Fleet-Migrate-Answers";
  static final String VERIFIED = "Fleet-Migrate-Verified";
  /** Stands for the number of what ends the rollout. */
  static final String CLOSING = "rollout";
  static final String DEPLOY_AS = "Fleet-Migrate-Deploy-As";
  static final String ROLLED_BACK_TO = "Fleet-Migrate-Rolled-Back-To";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Trailers() {}

  /**
   * A whole commit message: subject, body lines, trailers.
   *
   * @param more further trailers, whole lines
   */
  static String message(
      String subject, List<String> body, Run run, String key, int number, List<String> more) {
    StringBuilder out = new StringBuilder(subject).append("\n\n");
    if (!body.isEmpty()) {
      body.forEach(line -> out.append(line).append('\n'));
      out.append('\n');
    }
    out.append(key).append(": ").append(number == Phase.CLOSING ? CLOSING : String.valueOf(number)).append('\n');
    out.append(RUN).append(": ").append(run.id()).append('\n');
    out.append(MIGRATION).append(": ").append(run.migration()).append('\n');
    out.append(BASELINE).append(": ").append(run.baseline()).append('\n');
    out.append(ANSWERS).append(": ").append(run.answers().json()).append('\n');
    more.forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /**
   * What a message says of its run.
   */
  record Run(String id, String migration, String baseline, Answers answers) {}

  static Optional<Run> run(Commit commit) {
    String id = commit.trailers().get(RUN);
    String baseline = commit.trailers().get(BASELINE);
    if (id == null || baseline == null) {
      return Optional.empty();
    }
    Answers answers;
    try {
      answers = Answers.of(JSON.readTree(commit.trailers().getOrDefault(ANSWERS, "{}")));
    } catch (JsonProcessingException damaged) {
      answers = Answers.none();
    }
    return Optional.of(new Run(id, commit.trailers().getOrDefault(MIGRATION, ""), baseline, answers));
  }

  /** Who deploys hosts from a checkpoint on, as further trailers; none where nobody else does. */
  static List<String> users(DeployUsers users) {
    if (users.hosts().isEmpty()) {
      return List.of();
    }
    ObjectNode value = JSON.createObjectNode().put("user", users.user());
    users.hosts().forEach(value.putArray("hosts")::add);
    return List.of(DEPLOY_AS + ": " + value);
  }

  /** Who deploys hosts from a checkpoint on, by its trailer. */
  static DeployUsers users(Commit commit) {
    try {
      JsonNode value = JSON.readTree(commit.trailers().getOrDefault(DEPLOY_AS, "{}"));
      List<String> hosts = new ArrayList<>();
      value.path("hosts").forEach(host -> hosts.add(host.asText()));
      return new DeployUsers(value.path("user").asText(""), hosts, Map.of());
    } catch (JsonProcessingException damaged) {
      return DeployUsers.NONE;
    }
  }

  /** The number in a trailer, {@link Phase#CLOSING} for its word; empty where it is missing or neither. */
  static Optional<Integer> number(Commit commit, String key) {
    String value = commit.trailers().get(key);
    if (key.equals(PHASE) && CLOSING.equals(value)) {
      return Optional.of(Phase.CLOSING);
    }
    if (value == null || !value.matches("[0-9]{1,4}")) {
      return Optional.empty();
    }
    return Optional.of(Integer.valueOf(value));
  }
}
