package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.proof.Targets;
import io.github.fleetmigrate.repo.FleetFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Records what the fleet was before the first edit, or again from the baseline commit where this machine has no record. */
final class BaselineTaker {
  private final Session session;
  private final Consumer<EngineEvent> events;
  private final Cancellation cancellation;

  BaselineTaker(Session session, Consumer<EngineEvent> events, Cancellation cancellation) {
    this.session = session;
    this.events = events;
    this.cancellation = cancellation;
  }

  void take() throws IOException, Stopped {
    if (session.state().journaled().baseline() != null) {
      return;
    }
    boolean agreed = session.answers().get("withoutEvaluation").map(n -> n.asBoolean()).orElse(false);
    var unavailable = session.ports().evaluation().unavailable();
    events.accept(new EngineEvent.Progress("Recording what every host is before the first edit"));
    FleetFacts facts = session.facts(cancellation);
    Map<String, String> hosts = new LinkedHashMap<>();
    Map<String, String> failures = new LinkedHashMap<>(facts.failures());
    boolean evaluates = unavailable.isEmpty() && !facts.failures().containsKey("flake");
    Evaluation.Was was =
        evaluates && !facts.hosts().isEmpty()
            ? session.ports().evaluation().baseline(session.state().baseline(), events, cancellation)
            : new Evaluation.Was(Map.of(), Map.of(), Map.of());
    Targets.of(facts.hostNames(), facts.outputs()).forEach(h -> hosts.put(h, null));
    hosts.putAll(was.paths());
    failures.putAll(was.failures());
    if (cancellation.isCancelled()) {
      throw Stopped.because(ExitStatus.INTERRUPTED, "interrupted", "run the same command again");
    }
    refuseFailures(failures, hosts, agreed, unavailable.isPresent());
    session
        .journal()
        .append(
            new JournalEntry.BaselineTaken(
                session.ports().clock().instant(),
                hosts, facts.outputs(), session.asJson(facts), agreed,
                was.failures(), was.nodes()));
    session.changed();
  }

  private static void refuseFailures(
      Map<String, String> failures, Map<String, String> hosts, boolean agreed, boolean withoutNix) throws Stopped {
    List<String> failed = new ArrayList<>();
    hosts.forEach(
        (host, drv) -> {
          if (drv == null) {
            failed.add(host);
          }
        });
    boolean flakeFails = failures.containsKey("flake");
    if ((failed.isEmpty() && !flakeFails) || agreed) {
      return;
    }
    StringBuilder detail = new StringBuilder();
    failures.forEach((what, message) -> detail.append(what).append(":\n").append(message).append('\n'));
    String what = flakeFails ? "the flake" : String.join(", ", failed);
    throw Stopped.because(
        ExitStatus.DECISION_NEEDED,
        what + " cannot be evaluated" + (withoutNix ? "" : " before anything was changed"),
        "correct it first, or answer withoutEvaluation: true to go on; what cannot be evaluated is not proved",
        detail.toString());
  }
}
