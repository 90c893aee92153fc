package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.engine.Survey;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reports as an engine would give them. */
final class SampleReports {
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  static final String BASELINE = "89abcdef0123456789abcdef0123456789abcdef";

  private SampleReports() {}

  static HostVerdict identical(String host) {
    return new HostVerdict(host, Verdict.IDENTICAL, false, false, null, List.of());
  }

  static HostVerdict changed(String host) {
    return new HostVerdict(host, Verdict.CHANGED, true, false, "etc-hosts differs", List.of("etc-hosts: text: + \"x\""));
  }

  /** A status with these states, phase by phase; phases that are not named are pending. */
  static Status status(Status.State... states) {
    List<Status.PhaseStatus> phases = new ArrayList<>();
    Status.Next next = null;
    for (int number = 1; number <= 5; number++) {
      Status.State state = number <= states.length ? states[number - 1] : Status.State.PENDING;
      boolean done = state == Status.State.DONE || state == Status.State.PARTIAL;
      phases.add(
          new Status.PhaseStatus(
              number,
              "phase-" + number,
              "Phase number " + number,
              state,
              done ? COMMIT : null,
              done ? Level.EVAL : Level.NONE,
              done ? List.of(identical("axon"), changed("cortex")) : List.of()));
      if (!done && next == null) {
        next = new Status.Next(number, state);
      }
    }
    Map<String, String> hosts = new HashMap<>();
    hosts.put("axon", "/nix/store/0-nixos-system-axon.drv");
    hosts.put("orion", null);
    return new Status(
        "nixos-fleet",
        "20261123-000000-abcd",
        new Status.BaselineReport(BASELINE, hosts, List.of("deploy", "nixosConfigurations"), true),
        phases,
        next);
  }

  /** A repository where nothing was begun. */
  static Status fresh() {
    Status status = status();
    return new Status("nixos-fleet", null, null, status.phases(), status.next());
  }

  static Survey survey(Status status) {
    return survey(status, "address differs from deploy-rs");
  }

  static Survey survey(Status status, String message) {
    return new Survey(
        CommandLineRunner.migration(),
        new Survey.RepositoryFacts("/home/mira/fleet", COMMIT, "main", false),
        new Survey.FlakeFacts(
            "flake.nix", "flake-parts", List.of("nixpkgs", "deploy-rs"), List.of("deploy", "nixosConfigurations")),
        List.of(new Host("axon", "x86_64-linux", Source.EVALUATED), new Host("orion", null, Source.STATIC)),
        List.of(
            new DeployNode(
                "axon", "203.0.113.11", "jarvis", null, false, List.of("media"), List.of("system"), List.of(), false, null,
                Source.EVALUATED)),
        List.of(
            new Finding(
                "inventory.host-missing", Finding.Severity.WARNING, "axon", "fleet-config.nix:27", message, "settle it")),
        List.of(
            new Survey.StepReport(1, "add-input", "Add the input", StepState.DONE, "it is there"),
            new Survey.StepReport(2, "add-hive", "Add the hive", StepState.CONFLICT, "a hive of that name exists"),
            new Survey.StepReport(3, "install", "Install the CLI", StepState.NOT_APPLICABLE, "no dev shell")),
        List.of(),
        status,
        List.of("just: the justfile is checked by our own reading alone"));
  }

  static FileChange edit(String path, String before, String after) {
    return new FileChange(
        path, before == null ? null : FileVersion.of(before), after == null ? null : FileVersion.of(after));
  }

  static PhasePlan plan(int number, FileChange... changes) {
    return plan(number, StepState.PENDING, List.of(), changes);
  }

  static PhasePlan plan(int number, StepState state, List<String> uncomputed, FileChange... changes) {
    StepPlan step =
        new StepPlan(
            "step-" + number, "Step of phase " + number, state, "because", List.of(changes), List.of("README.md:3 is left"));
    return new PhasePlan(
        number,
        "phase-" + number,
        "Phase number " + number,
        "It edits. It stays small.",
        List.of(step),
        List.of(changes),
        uncomputed);
  }
}
