package io.github.fleetmigrate.tui;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.journal.MigrationState.HostRollout;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.migration.Question;
import io.github.fleetmigrate.plan.Decision;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.plan.StepPlan;
import io.github.fleetmigrate.plan.StepState;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.proof.Verdict;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Host;
import io.github.fleetmigrate.repo.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small migration as the engine would tell it, for screens without an engine. */
final class Wizards {
  static final List<String> HOSTS = List.of("axon", "cortex", "nexus", "orion");
  /** Those of the fleet, in the order in which they are pushed; orion is left out. */
  static final List<String> FLEET = List.of("axon", "nexus", "cortex");
  private static final List<String> TITLES =
      List.of("Add the flake input", "Move the outputs", "Install the CLI", "Scripts and documents", "Enable the modules");

  private static final String CLOSING_TITLE = "Remove deploy-rs";

  private Wizards() {}

  /** A survey after some phases; the question about /etc/hosts is open until it is answered. */
  static Survey survey(int done, boolean answered) {
    return survey(done, answered, List.of());
  }

  static Survey survey(int done, boolean answered, List<String> missing) {
    return survey(missing, decisions(answered, done), status(done, Map.of(), false));
  }

  /** After all phases, with a rollout that came so far. */
  static Survey rolledOut(Map<String, HostRollout> stages, boolean closed, List<String> missing) {
    return survey(missing, decisions(true, 5), status(TITLES.size(), stages, closed));
  }

  private static Survey survey(List<String> missing, List<Decision> decisions, Status status) {
    return new Survey(
        migration(),
        new Survey.RepositoryFacts("/home/mira/fleet", "c0ffee", "main", true),
        new Survey.FlakeFacts("flake.nix", "flake-parts", List.of("nixpkgs", "deploy-rs"), List.of("nixosConfigurations")),
        HOSTS.stream().map(h -> new Host(h, "x86_64-linux", Source.EVALUATED)).toList(),
        List.of(node("axon", "203.0.113.11", "jarvis"), node("cortex", "203.0.113.7", "jarvis"), node("nexus", "203.0.113.22", "admin")),
        List.of(
            new Finding("inventory.host-missing", Finding.Severity.WARNING, "axon", "fleet-config.nix", "axon is not in fleet-config.nix", "it is laid over the inventory in the hive's call"),
            new Finding("host.without-node", Finding.Severity.INFO, "orion", null, "orion has no deploy node", "answer withoutNode for it")),
        List.of(),
        decisions,
        status,
        missing);
  }

  static PhasePlan plan(int phase) {
    FileChange change =
        new FileChange(
            "flake.nix",
            FileVersion.of("{\n  inputs = {\n    nixpkgs.url = \"nixpkgs\";\n    deploy-rs.url = \"github:serokell/deploy-rs\";\n  };\n}\n"),
            FileVersion.of("{\n  inputs = {\n    nixpkgs.url = \"nixpkgs\";\n    deploy-rs.url = \"github:serokell/deploy-rs\";\n    nixos-fleet.url = \"github:sygint/nixos-fleet\";\n  };\n}\n"));
    return new PhasePlan(
        phase,
        "add-input",
        phase == Phase.CLOSING ? CLOSING_TITLE : TITLES.get(phase - 1),
        "What it does.",
        List.of(new StepPlan("add-input", "The input in flake.nix", StepState.PENDING, "the input nixos-fleet is added", List.of(change), List.of("orion is not a node of the hive"))),
        List.of(change),
        List.of());
  }

  static HostVerdict identical(String host) {
    return new HostVerdict(host, Verdict.IDENTICAL, false, false, host.equals("nexus") ? "but for the flake's own source" : null, List.of());
  }

  static HostVerdict changed(String host) {
    return new HostVerdict(host, Verdict.CHANGED, false, false, null, List.of("etc-hosts: text: + \"10.0.0.1 spy\""));
  }

  private static DeployNode node(String name, String address, String user) {
    return new DeployNode(name, address, user, null, false, List.of(), List.of("system"), List.of(), false, null, Source.EVALUATED);
  }

  private static Migration migration() {
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < TITLES.size(); i++) {
      phases.add(
          new Phase(i + 1, "p" + (i + 1), TITLES.get(i), "Adds nixos-fleet to the flake's inputs, in the file's own style, and locks it. No other input moves and no host changes.", "fleet-migrate: phase", List.of(), List.of(), List.of(), List.of(), List.of()));
    }
    return new Migration(
        "nixos-fleet",
        "deploy-rs to nixos-fleet",
        "Moves the fleet from deploy-rs to the fleet CLI over Colmena.",
        List.of(),
        new Migration.InventoryShape(List.of("fleet-config.nix"), Map.of()),
        null,
        null,
        phases,
        new Migration.Rollout(
            "fleet",
            "nixos-fleet#fleet",
            List.of("check", "{host}"),
            List.of("push", "{host}"),
            List.of("rollback", "{host}"),
            "all",
            List.of("sudo", "-n", "nixos-rebuild", "switch", "--flake", ".#{host}"),
            "nix run github:serokell/deploy-rs -- .#{host}",
            "its first run after another tool's push has no working magic rollback"),
        new Phase(
            Phase.CLOSING, "remove-deploy-rs", CLOSING_TITLE, "Removes what was kept as a fallback. No host changes.", "fleet-migrate: remove deploy-rs", List.of(), List.of(), List.of(), List.of(), List.of()));
  }

  private static List<Decision> decisions(boolean answered, int done) {
    Question source = new Question("source", "nixos-fleet from", "Which flake?", Question.Kind.TEXT, List.of(), null, 1);
    Question hosts = new Question("hostsEntries", "Who writes /etc/hosts", "Who should?", Question.Kind.CHOICE, List.of(), null, 5);
    Question iso = new Question("iso", "Installer ISO", "Should recipes be added?", Question.Kind.FLAG, List.of(), null, 4);
    Question tags = new Question("tags", "Tags", "Which tags?", Question.Kind.TAGS, List.of(), null, 2);
    Question order = new Question("rolloutOrder", "Rollout order", "In which order?", Question.Kind.HOSTS, List.of(), null, 6);
    Question settle = new Question("settle", "Settings", "Which?", Question.Kind.SETTLE, List.of(), null, 2);
    ObjectNode noTags = JsonNodeFactory.instance.objectNode();
    HOSTS.forEach(noTags::putArray);
    return List.of(
        new Decision(source, null, source.text(), List.of(), TextNode.valueOf("github:sygint/nixos-fleet"), false, done >= 1),
        new Decision(
            hosts,
            null,
            hosts.text(),
            List.of(
                new Decision.Choice(TextNode.valueOf("own"), "my own modules", "they go on writing"),
                new Decision.Choice(TextNode.valueOf("fleet-hosts"), "nixos-fleet's module", "yours give way")),
            answered ? TextNode.valueOf("own") : null,
            answered,
            false),
        new Decision(iso, null, iso.text(), List.of(), BooleanNode.FALSE, false, false),
        new Decision(tags, null, tags.text(), List.of(), noTags, false, false),
        new Decision(
            order,
            null,
            order.text(),
            List.of(),
            JsonNodeFactory.instance.arrayNode().addAll(HOSTS.stream().map(h -> (com.fasterxml.jackson.databind.JsonNode) TextNode.valueOf(h)).toList()),
            false,
            false),
        new Decision(
            settle,
            "cortex.targetHost",
            "deploy-rs and the inventory differ in cortex.targetHost.",
            List.of(
                new Decision.Choice(TextNode.valueOf("203.0.113.7"), "203.0.113.7", Decision.DEPLOY_RS),
                new Decision.Choice(TextNode.valueOf("203.0.113.70"), "203.0.113.70", Decision.INVENTORY)),
            TextNode.valueOf("203.0.113.7"),
            false,
            false));
  }

  private static Status status(int done, Map<String, HostRollout> stages, boolean closed) {
    List<Status.PhaseStatus> phases = new ArrayList<>();
    for (int i = 1; i <= TITLES.size(); i++) {
      phases.add(
          new Status.PhaseStatus(
              i,
              "p" + i,
              TITLES.get(i - 1),
              i <= done ? Status.State.DONE : Status.State.PENDING,
              i <= done ? "abcdef12" + i + "0" : null,
              i <= done ? Level.EVAL : Level.NONE,
              i <= done ? HOSTS.stream().map(Wizards::identical).toList() : List.of()));
    }
    Status.Next next = done < TITLES.size() ? new Status.Next(done + 1, Status.State.PENDING) : null;
    return new Status("nixos-fleet", done == 0 ? null : "run", done == 0 ? null : new Status.BaselineReport("c0ffee", Map.of(), List.of(), false, true, Map.of(), Map.of()), phases, next, next == null ? rollout(stages, closed) : null);
  }

  private static Status.Rollout rollout(Map<String, HostRollout> stages, boolean closed) {
    List<Status.RolloutHost> hosts = new ArrayList<>();
    for (String host : FLEET) {
      HostRollout now = stages.get(host);
      hosts.add(
          now == null
              ? new Status.RolloutHost(host, false, "jarvis@203.0.113.11", null, null, null, null, null)
              : new Status.RolloutHost(host, false, "jarvis@203.0.113.11", now.stage(), now.at(), now.commit(), now.system(), now.message()));
    }
    return new Status.Rollout(
        hosts,
        new Status.PhaseStatus(
            Phase.CLOSING,
            "remove-deploy-rs",
            CLOSING_TITLE,
            closed ? Status.State.DONE : Status.State.PENDING,
            closed ? "abcdef1260" : null,
            closed ? Level.BUILD : Level.NONE,
            closed ? HOSTS.stream().map(Wizards::identical).toList() : List.of()));
  }
}
