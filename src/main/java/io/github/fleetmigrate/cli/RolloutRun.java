package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.HostReady;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.journal.JournalEntry.HostStage;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pushes hosts one after the other, each only after it was shown and its name was typed. The first that fails ends it. With
 * {@code --yes} nobody is asked; then the hosts must be named.
 */
final class RolloutRun {
  private final Program program;
  private final EventPrinter printer;
  private final RolloutText text;

  RolloutRun(Program program) {
    this.program = program;
    this.printer = new EventPrinter(program);
    this.text = new RolloutText(program.talk(), program.options().colored(program.console()));
  }

  ExitStatus run(List<String> hosts, boolean yes) throws Refusal, IOException {
    if (yes && hosts.isEmpty()) {
      throw new Refusal(
          ExitStatus.BAD_INPUT,
          "--yes pushes only hosts that are named",
          "name them: fleet-migrate rollout --hosts HOST,HOST --yes");
    }
    try (Session session = Session.open(program, program.options().repo, true)) {
      ExitStatus surveyed = session.run(new Command.Survey(), printer.unlessDone());
      if (surveyed != ExitStatus.DONE) {
        return surveyed;
      }
      Status.Rollout rollout = rollout(session);
      List<String> wanted = !hosts.isEmpty() ? hosts : rollout.left();
      refuseUnknown(wanted, session, rollout);
      if (wanted.isEmpty()) {
        return over(rollout);
      }
      if (!yes && !program.console().terminal()) {
        throw new Refusal(
            ExitStatus.DECISION_NEEDED,
            "rollout changes machines and needs your consent for each",
            "run it on a terminal, or name the hosts and agree beforehand: fleet-migrate rollout --hosts "
                + String.join(",", wanted) + " --yes");
      }
      if (!session.survey().status().recordedHere() && !program.options().json()) {
        program.talk().println(
            "Pushes are on record where they were made, and this clone knows of its own alone: hosts that another one pushed are asked for too.");
      }
      for (String host : wanted) {
        heading(host, wanted);
        ExitStatus status = one(session, host, yes);
        if (status != ExitStatus.DONE) {
          return status;
        }
      }
      return finished(session);
    }
  }

  private static Status.Rollout rollout(Session session) throws Refusal {
    Status status = session.survey().status();
    if (status.rollout() == null && status.next() == null) {
      throw new Refusal(
          ExitStatus.BAD_INPUT, "the migration " + session.migration().id() + " has no rollout", "deploy by hand");
    }
    if (status.rollout() == null) {
      throw new Refusal(
          ExitStatus.DECISION_NEEDED,
          "the rollout comes after the last phase, and phase " + status.next().phase() + " is not done",
          "run `fleet-migrate apply` first");
    }
    return status.rollout();
  }

  private void heading(String host, List<String> wanted) {
    if (!program.options().json()) {
      program.talk().println();
      program.talk().println(Neutral.line(host) + ", " + (wanted.indexOf(host) + 1) + " of " + wanted.size());
    }
  }

  /** Takes a pushed host back. */
  ExitStatus back(String host, boolean yes) throws Refusal, IOException {
    try (Session session = Session.open(program, program.options().repo, true)) {
      if (!yes && !program.console().terminal()) {
        throw new Refusal(
            ExitStatus.DECISION_NEEDED, "going back changes a machine and needs your consent", "run the same command with --yes");
      }
      ExitStatus surveyed = session.run(new Command.Survey(), printer.unlessDone());
      if (surveyed != ExitStatus.DONE) {
        return surveyed;
      }
      refuseUnknown(List.of(host), session, rollout(session));
      if (!yes && !isTyped(host, "Type " + Neutral.line(host) + " to bring it back to what it ran before: ")) {
        return notAgreed(host);
      }
      return session.run(new Command.TakeBack(host), told());
    }
  }

  /** Removes what was kept as a fallback. */
  ExitStatus finish(boolean yes) throws Refusal, IOException {
    ApplyRun apply = new ApplyRun(program);
    return apply.closing(yes);
  }

  private ExitStatus one(Session session, String host, boolean yes) throws IOException {
    HostReady[] ready = new HostReady[1];
    boolean[] settled = new boolean[1];
    ExitStatus prepared =
        session.run(
            new Command.Prepare(host),
            event -> {
              told().accept(event);
              if (event instanceof EngineEvent.HostPrepared p) {
                ready[0] = p.ready();
              }
              settled[0] |= event instanceof EngineEvent.RolloutChanged;
            });
    if (prepared != ExitStatus.DONE) {
      return yes || !asksAgain(prepared) ? prepared : failed(session, host, prepared, false);
    }
    if (ready[0] == null) {
      if (!settled[0]) {
        program.talk().println("  " + Neutral.line(host) + " is confirmed already");
      }
      return ExitStatus.DONE;
    }
    if (!yes && !isTyped(host, "Type " + Neutral.line(host) + " to push it, anything else to stop here: ")) {
      return notAgreed(host);
    }
    ExitStatus pushed = session.run(new Command.Push(host, ready[0].system()), told());
    return pushed == ExitStatus.DONE || yes || !asksAgain(pushed) ? pushed : failed(session, host, pushed, true);
  }

  private static boolean asksAgain(ExitStatus status) {
    return status == ExitStatus.CHECK_FAILED;
  }

  private ExitStatus failed(Session session, String host, ExitStatus status, boolean pushed) throws IOException {
    String ways = pushed ? "r: try again, b: bring it back to what it ran before, anything else: leave " : "r: try again, anything else: leave ";
    String way = program.prompt().line(ways);
    if (way == null) {
      EventPrinter.interrupted(program.console());
      return ExitStatus.INTERRUPTED;
    }
    if (way.equalsIgnoreCase("r")) {
      return one(session, host, false);
    }
    if (pushed && way.equalsIgnoreCase("b")) {
      session.run(new Command.TakeBack(host), told());
    }
    return status;
  }

  private boolean isTyped(String host, String question) throws IOException {
    return host.equals(program.prompt().line(question));
  }

  private ExitStatus notAgreed(String host) {
    if (program.cancellation().isCancelled()) {
      EventPrinter.interrupted(program.console());
      return ExitStatus.INTERRUPTED;
    }
    program
        .console()
        .problem(host + " was not agreed to", "nothing was done to it; run the same command again any time");
    return ExitStatus.DECISION_NEEDED;
  }

  private Consumer<EngineEvent> told() {
    Consumer<EngineEvent> events = printer.followed();
    return event -> {
      events.accept(event);
      if (!program.options().json()) {
        text.event(event);
      }
    };
  }

  private static void refuseUnknown(List<String> wanted, Session session, Status.Rollout rollout) throws Refusal {
    List<String> known = rollout.hosts().stream().map(Status.RolloutHost::name).toList();
    for (String host : wanted) {
      if (!known.contains(host)) {
        throw new Refusal(
            ExitStatus.BAD_INPUT,
            host + " is not in the fleet",
            "hosts of the fleet are: " + String.join(", ", known)
                + (isThere(session, host)
                    ? "; one that was left out (withoutNode) comes in when the phases are applied again: `fleet-migrate rollback --to start`"
                    : ""));
      }
    }
  }

  private static boolean isThere(Session session, String host) {
    return session.survey().hosts().stream().anyMatch(h -> h.name().equals(host));
  }

  private ExitStatus finished(Session session) {
    ExitStatus surveyed = session.run(new Command.Survey(), printer.unlessDone());
    if (surveyed != ExitStatus.DONE) {
      return surveyed;
    }
    Status.Rollout rollout = session.survey().status().rollout();
    List<String> left = rollout == null ? List.of() : rollout.left();
    if (left.isEmpty() && rollout != null) {
      return over(rollout);
    }
    printer.accept(new EngineEvent.Finished(ExitStatus.DONE, "still to come: " + String.join(", ", left)));
    if (!program.options().json()) {
      program.console().out().println("Still to come: " + Neutral.line(String.join(", ", left)) + ".");
    }
    return ExitStatus.DONE;
  }

  private ExitStatus over(Status.Rollout rollout) {
    long confirmed = rollout.hosts().stream().filter(h -> h.stage() == HostStage.CONFIRMED).count();
    boolean closes = rollout.closing() != null && rollout.closing().state() != Status.State.DONE;
    printer.accept(new EngineEvent.Finished(ExitStatus.DONE, "every host is confirmed"));
    if (!program.options().json()) {
      program.console().out().println("Every host of the fleet is confirmed: " + confirmed + ".");
      if (closes) {
        program.console().out().println("What is left: `fleet-migrate rollout --finish` (" + Neutral.line(rollout.closing().title()) + ").");
      }
    }
    return ExitStatus.DONE;
  }
}
