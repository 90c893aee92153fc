package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.nixeval.EvaluatedNode;
import io.github.fleetmigrate.plan.DeployUsers;
import io.github.fleetmigrate.plan.HostSettings;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.repo.SshOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares how the hive deploys its nodes with the deploy-rs nodes that they came from. What a person settled must be so;
 * what nobody settled must be as deploy-rs has it. Colmena's names and defaults: its {@code src/nix/hive/options.nix}.
 */
final class HiveSettings {
  private static final String SSH_PORT = "22";

  private final Answers answers;
  private final Map<String, EvaluatedNode> nodes;
  private final Set<String> accepted;
  private final Acceptance acceptance;
  private final DeployUsers users;
  private final List<String> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private HiveSettings(
      PlanContext context, Map<String, EvaluatedNode> nodes, Set<String> accepted, Acceptance acceptance) {
    this.answers = context.answers();
    this.users = context.users();
    this.nodes = nodes;
    this.accepted = accepted;
    this.acceptance = acceptance;
  }

  /**
   * What was verified, with the settings' problems and remarks added.
   *
   * @param nodes deploy-rs' nodes at the baseline
   */
  static Evaluation.Verified check(
      Evaluation.Verified verified,
      PlanContext context,
      Map<String, EvaluatedNode> nodes,
      Evaluation.Request request,
      Acceptance acceptance) {
    HiveSettings check = new HiveSettings(context, nodes, request.accepted(), acceptance);
    for (HostSettings host : context.settlement().inHive()) {
      JsonNode hive = verified.settings().get(host.host());
      if (hive != null && request.hiveHosts().contains(host.host())) {
        check.host(host, hive);
      }
    }
    List<String> problems = new ArrayList<>(verified.problems());
    problems.addAll(check.problems);
    List<String> remarks = new ArrayList<>(verified.remarks());
    remarks.addAll(check.remarks);
    return new Evaluation.Verified(
        verified.reached(), verified.hosts(), problems, remarks, verified.settings());
  }

  private void host(HostSettings host, JsonNode hive) {
    if (host.mode() == HostSettings.Mode.LOCAL) {
      if (!isNull(hive, "targetHost")) {
        problems.add(
            "the hive deploys " + host.host() + " to " + hive.get("targetHost").asText()
                + ", but it was settled that it is applied on the machine itself");
      }
      return;
    }
    EvaluatedNode node = nodes.get(host.host());
    if (node == null || !node.readable()) {
      settled(host, hive, "targetHost", host.address());
      if (!isMoved(host, hive)) {
        settled(host, hive, "targetUser", host.user());
      }
      settled(host, hive, "targetPort", host.port());
      settled(host, hive, "buildOnTarget", host.buildOnTarget());
      return;
    }
    SshOptions words = SshOptions.of(node.settings().sshOpts());
    field(host, hive, "targetHost", node.hostname());
    if (!isMoved(host, hive)) {
      field(host, hive, "targetUser", node.settings().sshUser());
    }
    field(host, hive, "targetPort", words.port() == null ? null : words.port().toString());
    field(host, hive, "buildOnTarget", String.valueOf(Boolean.TRUE.equals(node.settings().remoteBuild())));
    options(host.host(), hive, words.rest());
    privilege(host.host(), hive, node.settings().sudo());
  }

  /** Whether the hive deploys a host as the user that the rollout's last step gave it. */
  private boolean isMoved(HostSettings host, JsonNode hive) {
    boolean moved = users.has(host.host()) && users.user().equals(text(hive, "targetUser"));
    if (moved) {
      remarks.add(
          host.host() + ".targetUser is " + users.user() + " since the rollout's last step; before, it was "
              + (host.user() == null ? "none of its own" : host.user()));
    }
    return moved;
  }

  /** A node that deploy-rs does not have: only what was settled, or what the inventory says, can be asked of it. */
  private void settled(HostSettings host, JsonNode hive, String field, Object wanted) {
    if (wanted != null && hive.has(field) && !same(field, text(hive, field), wanted.toString())) {
      problems.add(
          "the hive deploys " + host.host() + " with " + field + " " + shown(field, text(hive, field)) + ", but "
              + wanted + " was settled");
    }
  }

  /**
   * @param was what deploy-rs uses; null where it leaves it out
   */
  private void field(HostSettings host, JsonNode hive, String field, String was) {
    if (!hive.has(field)) {
      return;
    }
    String item = host.host() + "." + field;
    String is = text(hive, field);
    String wanted = answers.entry("settle", item).map(JsonNode::asText).orElse(null);
    if (wanted != null) {
      if (!same(field, is, wanted)) {
        problems.add(
            "the hive deploys " + host.host() + " with " + field + " " + shown(field, is) + ", but " + wanted
                + " was settled");
      } else if (!same(field, wanted, was)) {
        remarks.add(item + " is " + wanted + ", as settled; deploy-rs uses " + ofDeployRs(field, was));
      }
      return;
    }
    // Without an answer there is no user to compare with: deploy-rs takes whoever runs it.
    boolean nobodyKnows = was == null && !field.equals("targetPort");
    if (!nobodyKnows && !same(field, is, was)) {
      differs(
          host.host(), field, shown(field, is), ofDeployRs(field, was), "answer settle \"" + item + "\"");
    }
  }

  private void options(String host, JsonNode hive, List<String> was) {
    List<String> is = new ArrayList<>();
    hive.path("sshOptions").forEach(option -> is.add(option.asText()));
    if (!is.equals(was)) {
      differs(
          host,
          "sshOptions",
          is.isEmpty() ? "empty" : String.join(" ", is),
          was.isEmpty() ? "none" : "sshOpts " + String.join(" ", was),
          "put them into the ssh configuration, which both read, and accept " + host);
    }
  }

  /** deploy-rs appends the user to its command and Colmena does not, so only the program can be compared. */
  private void privilege(String host, JsonNode hive, String sudo) {
    String was = sudo == null || sudo.isBlank() ? "sudo" : sudo.strip().split("\\s+", 2)[0];
    String is = hive.path("privilegeEscalationCommand").path(0).asText("");
    if (!hive.path("privilegeEscalationCommand").isArray() || is.equals(was)) {
      return;
    }
    differs(
        host,
        "privilegeEscalationCommand",
        is.isEmpty() ? "empty" : is,
        was,
        "set deployment.privilegeEscalationCommand for the node, or accept " + host);
  }

  private void differs(String host, String field, String is, String was, String help) {
    String what = SettingDifference.what(host, field, is, was);
    if (accepted.contains(host) && acceptance.covers(what)) {
      remarks.add(what + " (accepted)");
    } else {
      problems.add(SettingDifference.problem(what, help));
    }
  }

  private static String ofDeployRs(String field, String was) {
    if (was != null) {
      return was;
    }
    return field.equals("targetPort") ? SSH_PORT : "none of its own";
  }

  private static String shown(String field, String is) {
    return is != null ? is : field.equals("targetPort") ? SSH_PORT : "null";
  }

  /** No port is ssh's own. */
  private static boolean same(String field, String one, String other) {
    return field.equals("targetPort")
        ? Objects.requireNonNullElse(one, SSH_PORT).equals(Objects.requireNonNullElse(other, SSH_PORT))
        : Objects.equals(one, other);
  }

  private static boolean isNull(JsonNode hive, String field) {
    return !hive.hasNonNull(field);
  }

  private static String text(JsonNode hive, String field) {
    return hive.hasNonNull(field) ? hive.get(field).asText() : null;
  }
}
