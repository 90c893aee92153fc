package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.proof.Targets;
import java.util.ArrayList;
import java.util.List;

/** From a model and an event to the next model: pure. */
public final class Wizard {
  private Wizard() {}

  /**
   * The first model, and the first thing to do.
   *
   * @param about what is said on every screen; empty for nothing
   */
  public static Step open(Level level, String about) {
    return run(WizardModel.start(level, about), new Command.Survey());
  }

  /** What a person should know who leaves now; empty where there is nothing. */
  public static String farewell(WizardModel model) {
    String host = RolloutRow.about(model.work().command());
    boolean changes = model.running() && outlives(model);
    return changes ? "You left while " + host + " was changed: the next `fleet-migrate` asks it what became of that." : "";
  }

  /** What happens when something happens. */
  public static Step reduce(WizardModel model, WizardEvent event) {
    Step step = answered(model, event);
    return new Step(step.model().fronted(), step.effects());
  }

  private static Step answered(WizardModel model, WizardEvent event) {
    if (event instanceof WizardEvent.Pressed pressed) {
      WizardModel heard = model.noting("");
      return model.overlay() != null
          ? OverlayKeys.press(heard, pressed.key())
          : ScreenKeys.press(heard, pressed.key());
    }
    if (event instanceof WizardEvent.Edited edited) {
      return Step.to(Hunks.edited(model, edited.path(), edited.text()));
    }
    if (event instanceof WizardEvent.Sized sized) {
      return Step.to(model.in(sized.window()));
    }
    if (event instanceof WizardEvent.Tick tick) {
      return Step.to(model.after(tick.passed()));
    }
    if (event instanceof WizardEvent.Clicked click) {
      return Pointing.click(model, click);
    }
    if (event instanceof WizardEvent.Scrolled scrolled) {
      return Pointing.scroll(model, scrolled.down());
    }
    if (event instanceof WizardEvent.Asked asked) {
      return Step.to(model.asking(new Overlay.Ask(asked.question(), "", false)));
    }
    if (event instanceof WizardEvent.AskedNoMore) {
      return Step.to(model.asking(null));
    }
    return heard(model, ((WizardEvent.Engine) event).event());
  }

  /** Has the engine do something; it does one thing at a time. */
  static Step run(WizardModel model, Command command) {
    if (model.running()) {
      return Step.to(model.busy());
    }
    String host = RolloutRow.about(command);
    WizardModel begun = model.with(host == null ? model.machines().untold() : model.machines().begun(host));
    return Step.to(
        begun.with(Work.begun(command, model.passed())).with((EngineEvent.Failed) null),
        new Effect.Run(command));
  }

  /** Goes to a stop, among the decisions to the first that is open; a phase that can be planned is planned there. */
  static Step go(WizardModel model, Place place) {
    boolean deciding = place.screen() == Place.Screen.DECISIONS && model.survey() != null;
    WizardModel there = model.at(deciding ? place.at(ScreenKeys.firstOpen(model)) : place).noting("");
    return place.screen() == Place.Screen.PHASE ? plan(there) : Step.to(there);
  }

  private static Step plan(WizardModel model) {
    int phase = model.place().phase();
    boolean wanted =
        !model.running()
            && model.survey() != null
            && model.due(phase)
            && model.failure() == null
            && model.status(phase).state() != Status.State.RUNNING
            && model.status(phase).state() != Status.State.FAILED
            && !model.plans().containsKey(phase);
    return wanted ? run(model, new Command.Plan(phase, phase)) : Step.to(model);
  }

  private static Step heard(WizardModel model, EngineEvent event) {
    if (event instanceof EngineEvent.Surveyed e) {
      return Step.to(surveyed(model, e.survey()));
    }
    if (event instanceof EngineEvent.PhasePlanned e) {
      return Step.to(model.planned(e.plan()));
    }
    if (event instanceof EngineEvent.Progress e) {
      return Step.to(model.with(model.work().saying(e.message())));
    }
    if (event instanceof EngineEvent.PhaseStarted e) {
      return Step.to(
          model.with(model.work().saying(Phase.sentence(e.phase()) + (e.resumed() ? " is taken up again" : " begins"))));
    }
    if (event instanceof EngineEvent.FileChanged e) {
      return Step.to(model.with(model.work().saying(e.kind().word() + " " + e.path())));
    }
    if (event instanceof EngineEvent.VerificationStarted e) {
      String what = e.phase() == null ? "Recording what every host is" : "Verifying " + counted(e.hosts());
      return Step.to(model.with(model.work().saying(what).verifying(e.hosts(), model.passed())));
    }
    if (event instanceof EngineEvent.HostProgress e) {
      return Step.to(
          model.with(
              model.work().host(new Work.HostRow(e.host(), e.activity(), e.elapsed(), null, e.lastLine(), List.of()))));
    }
    if (event instanceof EngineEvent.HostFinished e) {
      return Step.to(
          model.with(
              model
                  .work()
                  .host(
                      new Work.HostRow(
                          e.verdict().host(), EngineEvent.Activity.DONE, e.elapsed(), e.verdict(), null, List.of()))));
    }
    if (event instanceof EngineEvent.VerificationFinished e) {
      Work work = model.work();
      for (String remark : e.remarks()) {
        work = work.saying(remark);
      }
      WizardModel said = model.with(work.saying(e.passed() ? "Verified to " + e.reached().word() : "Verification failed"));
      return Step.to(e.phase() == null ? said : said.verified(e.phase(), e));
    }
    if (event instanceof EngineEvent.Checkpoint e) {
      return Step.to(
          model.with(model.work().saying("Checkpoint " + e.commit().substring(0, Math.min(9, e.commit().length())) + " " + e.subject())));
    }
    if (event instanceof EngineEvent.RolledBack e) {
      return Step.to(model.withoutPlans().with(model.work().saying("Back at " + point(e.to()))));
    }
    if (event instanceof EngineEvent.HostChecked e) {
      return Step.to(model.with(model.machines().heard(e.health())));
    }
    if (event instanceof EngineEvent.HealthChecked e) {
      return Step.to(RolloutEvents.checked(model, e.report()));
    }
    if (event instanceof EngineEvent.HostOutput e) {
      return Step.to(RolloutEvents.said(model, e.host(), e.line()));
    }
    if (event instanceof EngineEvent.HostPrepared e) {
      return Step.to(model.with(model.machines().heard(e.ready())));
    }
    if (event instanceof EngineEvent.RolloutChanged e) {
      return Step.to(model.with(model.machines().reached(e.host(), e.now())));
    }
    if (event instanceof EngineEvent.Failed e) {
      return Step.to(RolloutEvents.isAboutMachines(model.work().command()) ? RolloutEvents.failed(model, e.problem()) : model.with(e));
    }
    if (event instanceof EngineEvent.Finished) {
      return plan(over(model));
    }
    return Step.to(model);
  }

  /** How many hosts, and home configurations beside them. */
  private static String counted(List<String> targets) {
    long homes = targets.stream().filter(Targets::isHome).count();
    String hosts = targets.size() - homes + " hosts";
    return homes == 0 ? hosts : hosts + " and " + homes + " home configurations";
  }

  private static String point(int phase) {
    return phase == 0 ? "the start" : "phase " + phase;
  }

  /**
   * The engine has ended. The ways on from a failed phase are offered when one can be taken, and not over what the person is
   * reading or typing; whoever is asked whether to stop what runs is not asked any more.
   */
  private static WizardModel over(WizardModel model) {
    WizardModel idle = RolloutEvents.over(model.idle()).asking(null);
    if (model.failure() == null && model.work().command() instanceof Command.Rollback rollback) {
      idle = idle.noting("Back at " + point(rollback.to()) + ". What was left behind is kept.");
    }
    if (model.overlay() instanceof Overlay.Confirm) {
      idle = idle.over(null).noting("It has ended meanwhile. q leaves.");
    }
    boolean stopped = model.failure() != null && model.failure().problem().status() == ExitStatus.INTERRUPTED;
    if (stopped) {
      return idle.noting("Stopped. It can be gone on with.");
    }
    boolean failed =
        model.failure() != null && model.work().command() instanceof Command.Apply || RolloutEvents.stops(model);
    boolean free = idle.overlay() == null;
    return failed && free ? idle.over(new Overlay.Failure(0)) : idle;
  }

  /** Whoever has answered an open question is led to the next one, and behind the last one to the way on. */
  private static WizardModel onward(WizardModel before, WizardModel now) {
    boolean deciding = before.survey() != null && before.place().screen() == Place.Screen.DECISIONS;
    long open = now.survey().decisions().stream().filter(d -> d.open()).count();
    if (!deciding || open >= before.survey().decisions().stream().filter(d -> d.open()).count()) {
      return now;
    }
    return now.at(now.place().at(open > 0 ? ScreenKeys.firstOpen(now) : now.survey().decisions().size()));
  }

  /** The first survey leads to where the migration stands; later ones leave the person where they are. */
  private static WizardModel surveyed(WizardModel model, Survey survey) {
    boolean first = model.survey() == null;
    boolean answered = model.work().command() instanceof Command.Answer;
    WizardModel known =
        onward(model, (answered ? model.withoutPlans() : model).with(model.machines().surveyed()).with(survey));
    boolean begun =
        survey.status().phases().stream().anyMatch(p -> p.state() != Status.State.PENDING);
    if (!first || !begun) {
      return known;
    }
    int next = known.next();
    if (next > known.phases()) {
      return RolloutEvents.resumed(known);
    }
    Status.State state = known.status(next).state();
    String how =
        state == Status.State.FAILED || state == Status.State.RUNNING
            ? "Resumed: phase " + next + " was begun; Enter goes on with it."
            : "Resumed at phase " + next + ".";
    return known.at(Place.phase(next)).noting(how);
  }

  /** Whether a machine is being changed by a program that goes on without us. */
  public static boolean outlives(WizardModel model) {
    Command command = model.work().command();
    return model.running() && (command instanceof Command.Push || command instanceof Command.TakeBack);
  }

  /** Everything that can be gone to, in order. */
  static List<Place> stops(WizardModel model) {
    List<Place> out = new ArrayList<>();
    out.add(Place.survey());
    out.add(Place.decisions());
    for (int phase = 1; phase <= model.phases(); phase++) {
      out.add(Place.phase(phase));
    }
    out.add(Place.rollout());
    if (model.closes()) {
      out.add(Place.phase(Phase.CLOSING));
    }
    out.add(Place.done());
    return out;
  }
}
