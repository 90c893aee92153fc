package io.github.fleetmigrate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.catalog.Catalog;
import io.github.fleetmigrate.health.Check;
import io.github.fleetmigrate.health.CheckId;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.repo.FleetFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether a user can take over, by a host's checks. */
class DeployUserSearchTest {
  private static Optional<String> against(Check last) {
    List<Check> checks = new ArrayList<>();
    for (CheckId id : List.of(CheckId.REACHABLE, CheckId.HOST_KEY, CheckId.LOGIN, CheckId.PRIVILEGE)) {
      checks.add(id == last.id() ? last : Check.ok(id, "well"));
    }
    return DeployUserSearch.against("deploy", new HostHealth("axon", "10.0.0.7", 22, "deploy", Duration.ZERO, checks, null));
  }

  @Test
  void aFailedCheckSaysWhatTheUserCannotDo() {
    assertEquals(Optional.empty(), against(Check.ok(CheckId.LOGIN, "well")));
    assertEquals(
        Optional.of("deploy cannot log in there (permission denied)"),
        against(Check.failed(CheckId.LOGIN, "permission denied\nmore", "r")));
    assertEquals(
        Optional.of("deploy has not what a push needs there (no sudo)"), against(Check.failed(CheckId.PRIVILEGE, "no sudo", "r")));
  }

  @Test
  void aWarningProvesNothingEitherWay() {
    assertEquals(
        Optional.of("that deploy can log in there was not proved: it asks for a password"),
        against(Check.warning(CheckId.LOGIN, "it asks for a password", "r")));
    assertEquals(
        Optional.of("that deploy has what a push needs there was not proved: sudo was not asked"),
        against(Check.warning(CheckId.PRIVILEGE, "sudo was not asked", "r")));
  }

  @Test
  void aSearchThatWasStoppedGivesNoAnswer() throws Exception {
    Migration migration = new Catalog(new DiskStepsFolder(Path.of("migration-steps"))).load("nixos-fleet").migration();
    FleetFacts facts = new FleetFacts("c0", List.of(), List.of(), Map.of(), List.of(), null, Map.of(), List.of());
    PlanContext context = new PlanContext(migration, facts, Answers.none(), "plain");
    Phase closing =
        new Phase(Phase.CLOSING, "closing", "t", "s", "c", List.of(), List.of(), List.of(), List.of(), List.of());
    Cancellation cancellation = new Cancellation();
    DeployUserSearch search = new DeployUserSearch(null, event -> {}, cancellation);
    assertEquals(List.of(), search.context(closing, context).users().hosts());
    cancellation.cancel();
    Stopped stopped = assertThrows(Stopped.class, () -> search.context(closing, context));
    assertEquals(ExitStatus.INTERRUPTED, stopped.problem().status());
  }
}
