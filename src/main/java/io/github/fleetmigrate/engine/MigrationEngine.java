package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.catalog.LoadedMigration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.JournalStore;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.proof.Verdict;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that orders effects. */
public final class MigrationEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(MigrationEngine.class);

  private final Session session;
  private final PhasePlanner planner;
  private final RolloutCommands rollout;

  public MigrationEngine(EnginePorts ports, LoadedMigration migration, EngineOptions options) {
    this.session = new Session(ports, migration, options);
    this.planner = new PhasePlanner(migration, ports.evaluation(), options);
    this.rollout = new RolloutCommands(session);
  }

  @Override
  public ExitStatus execute(Command command, Consumer<EngineEvent> events, Cancellation cancellation) {
    session.changed();
    Problem problem;
    try {
      run(command, events, cancellation);
      ExitStatus status = cancellation.isCancelled() ? ExitStatus.INTERRUPTED : ExitStatus.DONE;
      events.accept(new EngineEvent.Finished(status, cancellation.isCancelled() ? "interrupted" : "done"));
      return status;
    } catch (Stopped e) {
      problem = e.problem();
    } catch (JournalStore.Busy e) {
      problem =
          new Problem(
              ExitStatus.DECISION_NEEDED, e.getMessage(), "wait until it is done, or leave it there first", null);
    } catch (IOException | UncheckedIOException e) {
      LOG.error("{} failed", command.getClass().getSimpleName(), e);
      problem =
          new Problem(
              ExitStatus.MISSING,
              String.valueOf(e.getMessage()),
              "put that right and run the same command again: it resumes where it was",
              null);
    }
    if (cancellation.isCancelled() && problem.status() != ExitStatus.INTERRUPTED) {
      problem =
          new Problem(
              ExitStatus.INTERRUPTED, "interrupted", "run the same command again: it resumes where it was", null);
    }
    session.changed();
    events.accept(new EngineEvent.Failed(phase(command), problem));
    events.accept(new EngineEvent.Finished(problem.status(), problem.message()));
    return problem.status();
  }

  private static Integer phase(Command command) {
    return command instanceof Command.Apply apply ? Integer.valueOf(apply.from()) : null;
  }

  private void run(Command command, Consumer<EngineEvent> events, Cancellation cancellation)
      throws IOException, Stopped, JournalStore.Busy {
    if (command instanceof Command.Survey) {
      survey(events, cancellation);
    } else if (command instanceof Command.Answer answer) {
      Preconditions.readable(session);
      session.answer(answer.answers());
      survey(events, cancellation);
    } else if (command instanceof Command.Plan plan) {
      plan(plan, events, cancellation);
    } else if (command instanceof Command.Verify verify) {
      verify(verify, events, cancellation);
    } else if (command instanceof Command.Health health) {
      new HealthCommand(session, events).run(health.hosts(), cancellation);
    } else {
      AutoCloseable held = session.ports().journals().lock();
      try {
        for (java.nio.file.Path cleared : session.options().staleLocks().clear()) {
          events.accept(new EngineEvent.Progress("Cleared a lock that our own dead process left: " + cleared));
        }
        change(command, events, cancellation);
      } finally {
        release(held);
      }
      if (command instanceof Command.Apply || command instanceof Command.Rollback) {
        survey(events, cancellation);
      }
    }
  }

  private void change(Command command, Consumer<EngineEvent> events, Cancellation cancellation)
      throws IOException, Stopped {
    Preconditions.readable(session);
    if (command instanceof Command.Apply apply) {
      apply(apply, events, cancellation);
    } else if (command instanceof Command.Rollback rollback) {
      Preconditions.writable(session);
      new RollbackRunner(session, events).run(rollback.to());
    } else if (command instanceof Command.Prepare prepare) {
      rollout.prepare(prepare.host(), events, cancellation);
    } else if (command instanceof Command.Push push) {
      rollout.push(push.host(), push.system(), events, cancellation);
    } else if (command instanceof Command.TakeBack back) {
      rollout.back(back.host(), events, cancellation);
    }
  }

  private static void release(AutoCloseable held) throws IOException {
    try {
      held.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private void survey(Consumer<EngineEvent> events, Cancellation cancellation) throws IOException, Stopped {
    events.accept(new EngineEvent.Progress("Reading the repository"));
    events.accept(new EngineEvent.Surveyed(new SurveyReader(session, planner).read(cancellation)));
  }

  private void plan(Command.Plan command, Consumer<EngineEvent> events, Cancellation cancellation)
      throws IOException, Stopped {
    Preconditions.readable(session);
    SurveyReader.flake(session.workTree());
    checkRange(command.from(), command.through());
    PlanContext context = session.context(cancellation);
    BeforeApply.refuseNoHosts(context, context.facts().failures().containsKey("flake"));
    OpenQuestions.refuse(session, context, command.through(), events);
    RepoSnapshot files = session.workTree();
    for (Phase phase : phases(command.through())) {
      if (session.state().recorded().done().containsKey(phase.number())) {
        continue;
      }
      PlanContext with = new DeployUserSearch(session, events, cancellation).context(phase, context);
      session.plannedWith(phase, with);
      PhasePlanner.Final planned = planner.plan(phase, with, files, cancellation);
      files = planned.after();
      if (phase.number() >= command.from()) {
        events.accept(
            new EngineEvent.PhasePlanned(
                new Differences(session, cancellation).shown(phase, with, planned.plan())));
      }
    }
  }

  private void apply(Command.Apply command, Consumer<EngineEvent> events, Cancellation cancellation)
      throws IOException, Stopped {
    checkRange(command.from(), command.through());
    SurveyReader.flake(session.workTree());
    Preconditions.writable(session);
    session.rebase();
    new BeforeApply(session, planner, cancellation).check(command);
    new SourceProbe(session, events, cancellation).refuseUnreachable();
    new BaselineTaker(session, events, cancellation).take();
    PhaseRunner runner = new PhaseRunner(session, planner, events, cancellation);
    runner.settle(command.level());
    if (command.through() == Phase.CLOSING && !session.isClosing()) {
      rollout.refuseUnfinished(cancellation);
    }
    for (Phase phase : phases(command.through())) {
      boolean done = session.state().recorded().done().containsKey(phase.number());
      if (done) {
        continue;
      }
      if (phase.number() < command.from()) {
        throw Stopped.because(
            ExitStatus.BAD_INPUT,
            "phase " + command.from() + " comes after phase " + phase.number() + ", which is not done",
            "run `fleet-migrate apply --through " + command.through() + "`");
      }
      runner.run(phase, command);
    }
  }

  private void verify(Command.Verify command, Consumer<EngineEvent> events, Cancellation cancellation)
      throws IOException, Stopped {
    Preconditions.readable(session);
    var unavailable = session.ports().evaluation().unavailable();
    if (unavailable.isPresent() && command.level() != Level.PARSE) {
      throw Stopped.because(
          ExitStatus.MISSING, "the hosts cannot be evaluated: " + unavailable.get(), "install nix with flakes");
    }
    PlanContext context = session.context(cancellation);
    List<String> targets = session.targets(session.state().baseline(), cancellation);
    for (String host : command.hosts()) {
      if (!targets.contains(host)) {
        throw Stopped.because(
            ExitStatus.BAD_INPUT, "there is no host " + host, "hosts are: " + String.join(", ", targets));
      }
    }
    // A sibling of what it is compared with: a host may embed the dates of its commit.
    String now =
        session
            .ports()
            .checkpoints()
            .sibling(session.state().baseline(), session.ports().checkpoints().workTreeAsTree());
    Evaluation.Request request =
        VerificationRequests.ofTree(session, context, now, command.hosts(), command.level(), targets);
    events.accept(new EngineEvent.VerificationStarted(null, request.level(), request.hosts()));
    AcceptedHosts held = new AcceptedHosts(events);
    Evaluation.Verified found = session.ports().evaluation().verify(request, held, cancellation);
    Evaluation.Verified listed =
        command.level().compareTo(Level.EVAL) < 0
            ? found
            : new DroppedOutputs(VerificationRequests.done(session))
                .check(found, session.ports().evaluation(), request, context.answers().names("dropOutputs"), cancellation);
    Acceptance acceptance = Acceptance.ofTree(sinceCheckpoint(found, request, cancellation));
    Evaluation.Verified verified =
        HiveSettings.check(
            acceptance.of(ParseCheck.both(listed, request.files())),
            context,
            request.hive() == null ? Map.of() : session.nodes(cancellation),
            request,
            acceptance);
    held.release(verified);
    events.accept(EngineEvent.VerificationFinished.of(null, verified));
    if (!verified.passed()) {
      List<String> failed =
          verified.hosts().stream().filter(h -> !h.passes()).map(h -> h.host() + " " + h.verdict().word()).toList();
      throw Stopped.because(
          ExitStatus.CHECK_FAILED,
          "the tree differs from the baseline: "
              + String.join(", ", failed.isEmpty() ? verified.problems() : failed),
          "look at the differences above; `fleet-migrate status` shows what each phase announced");
    }
  }

  /** Of the hosts with an accepted difference those that are what they were at the last checkpoint. */
  private Set<String> sinceCheckpoint(
      Evaluation.Verified found, Evaluation.Request request, Cancellation cancellation) throws IOException {
    List<String> hosts = found.hosts().stream().filter(HostVerdict::accepted).map(HostVerdict::host).toList();
    var checkpoint = session.state().recorded().done().get(session.state().lastDone());
    if (hosts.isEmpty() || checkpoint == null) {
      return Set.of();
    }
    Evaluation.Request since =
        new Evaluation.Request(
            session.evaluated(checkpoint.id()), request.now(), hosts, Level.EVAL, List.of(), Set.of(), Set.of(), null, List.of(), Map.of());
    return session.ports().evaluation().verify(since, event -> {}, cancellation).hosts().stream()
        .filter(host -> host.verdict() == Verdict.IDENTICAL)
        .map(HostVerdict::host)
        .collect(Collectors.toSet());
  }

  private List<Phase> phases(int through) {
    List<Phase> out =
        new ArrayList<>(session.migration().phases().stream().filter(p -> p.number() <= through).toList());
    if (through == Phase.CLOSING) {
      out.add(session.migration().closing());
    }
    return out;
  }

  private void checkRange(int from, int through) throws Stopped {
    int last = session.migration().phases().size();
    if (from == Phase.CLOSING && through == Phase.CLOSING && session.migration().closing() != null) {
      return;
    }
    if (from < 1 || through > last || from > through) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          "there are no phases " + from + " to " + through,
          "phases go from 1 to " + last);
    }
  }
}
