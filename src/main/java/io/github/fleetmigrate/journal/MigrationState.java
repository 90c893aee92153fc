package io.github.fleetmigrate.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.health.Machine;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.DeployUsers;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.proof.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What a journal says of its run: a pure fold over its entries.
 *
 * @param run null where there is no run
 * @param answers what a person answered; null before the first answer
 * @param baseline null before it was taken; a run that is begun anew from a later commit takes it anew
 * @param phases by number: phases that were begun at least once
 * @param open the transition that was begun and neither done nor abandoned; null if there is none
 * @param transitions how many transitions were begun
 * @param shown by phase: what its verifications showed, also before it was rolled back
 * @param rollout by host: hosts that a push was begun for, in the order of the last one
 * @param users who deploys hosts after the rollout's last step, as it was last begun
 */
public record MigrationState(
    JournalEntry.RunBegun run,
    JsonNode answers,
    JournalEntry.BaselineTaken baseline,
    Map<Integer, PhaseRecord> phases,
    OpenTransition open,
    int transitions,
    Map<Integer, Seen> shown,
    Map<String, HostRollout> rollout,
    DeployUsers users) {

  /**
   * A host in the rollout.
   *
   * @param at when it came to this stage
   * @param origin what the machine ran before the push, or before the first of several of the same system: what going back
   *     leads to
   * @param process id of the program that pushes or brings back; 0 where it was not started
   * @param started when that program was; null where it was not
   * @param message why it failed; null where it did not
   */
  public record HostRollout(
      JournalEntry.HostStage stage,
      Instant at,
      String commit,
      String system,
      Machine before,
      Machine origin,
      long process,
      Instant started,
      String message) {
    private static HostRollout of(JournalEntry.PushBegun push, HostRollout last) {
      // What runs already makes no generation when it is pushed again: the one before it is still the same.
      boolean again =
          last != null && last.system().equals(push.system()) && push.system().equals(push.before().system());
      return new HostRollout(
          JournalEntry.HostStage.PUSHING, push.at(), push.commit(), push.system(), push.before(),
          again ? last.origin() : push.before(), 0, null, null);
    }

    private HostRollout at(
        JournalEntry.HostStage now, Instant when, long process, Instant started, String message) {
      return new HostRollout(now, when, commit, system, before, origin, process, started, message);
    }
  }

  /**
   * What verifications of a phase showed to a person.
   *
   * @param hosts the last difference of each host that differed
   * @param told problems and remarks of all of them
   */
  public record Seen(Map<String, SeenHost> hosts, Set<String> told) {}

  /**
   * @param tree in which it differed; null where that is not known
   */
  public record SeenHost(String tree, List<String> differences) {}

  /** What verifications of a phase showed in this run; null where there was none. */
  public Seen seen(int phase) {
    return shown.get(phase);
  }

  /** Where a phase stands by the journal alone. */
  public enum Stage {
    BEGUN,
    FAILED,
    DONE,
    ROLLED_BACK
  }

  /**
   * @param commit the checkpoint; null before it is made
   */
  public record PhaseRecord(
      Stage stage, String commit, boolean partial, Level verified, List<HostVerdict> hosts) {}

  /**
   * @param written whether every file stands in the work tree already
   * @param failed why it stopped; null where it did not stop by itself
   * @param hooked a commit whose versions of the files a hook made; null if there is none
   */
  public record OpenTransition(
      JournalEntry.TransitionBegun begun, boolean written, JournalEntry.Verified verified, String failed, String hooked) {}

  public static MigrationState none() {
    return new MigrationState(null, null, null, Map.of(), null, 0, Map.of(), Map.of(), DeployUsers.NONE);
  }

  public static MigrationState of(List<JournalEntry> entries) {
    MigrationState state = none();
    for (JournalEntry entry : entries) {
      state = state.after(entry);
    }
    return state;
  }

  /** The state after one more entry. */
  public MigrationState after(JournalEntry entry) {
    if (entry instanceof JournalEntry.RunBegun e) {
      return new MigrationState(e, answers, null, phases, open, transitions, shown, rollout, users);
    }
    if (entry instanceof JournalEntry.Answered e) {
      return new MigrationState(run, e.answers(), baseline, phases, open, transitions, shown, rollout, users);
    }
    if (entry instanceof JournalEntry.BaselineTaken e) {
      return new MigrationState(run, answers, e, phases, open, transitions, shown, rollout, users);
    }
    if (entry instanceof JournalEntry.TransitionBegun e) {
      OpenTransition begun = new OpenTransition(e, false, null, null, null);
      return e.kind() == JournalEntry.Kind.PHASE
          ? with(e.phase(), new PhaseRecord(Stage.BEGUN, null, e.partial(), Level.NONE, List.of()), begun, e.transition())
          : new MigrationState(run, answers, baseline, phases, begun, e.transition(), shown, rollout, users);
    }
    if (entry instanceof JournalEntry.PushBegun e) {
      return pushed(e.host(), HostRollout.of(e, rollout.get(e.host())));
    }
    if (entry instanceof JournalEntry.BackBegun e) {
      return moved(e.host(), host -> host.at(JournalEntry.HostStage.ROLLING_BACK, e.at(), 0, null, null));
    }
    if (entry instanceof JournalEntry.PushStarted e) {
      return moved(e.host(), host -> host.at(host.stage(), e.at(), e.process(), e.started(), null));
    }
    if (entry instanceof JournalEntry.PushEnded e) {
      return moved(e.host(), host -> host.at(e.stage(), e.at(), 0, null, e.message()));
    }
    if (entry instanceof JournalEntry.DeployUsersFound e) {
      DeployUsers found = new DeployUsers(e.user(), e.hosts(), e.kept());
      return new MigrationState(run, answers, baseline, phases, open, transitions, shown, rollout, found);
    }
    if (open == null) {
      return this;
    }
    if (entry instanceof JournalEntry.FilesWritten) {
      return withOpen(new OpenTransition(open.begun(), true, open.verified(), null, null));
    }
    if (entry instanceof JournalEntry.Verified e) {
      OpenTransition verified = new OpenTransition(open.begun(), open.written(), e, null, open.hooked());
      return with(
          open.begun().phase(),
          new PhaseRecord(Stage.BEGUN, null, open.begun().partial(), e.level(), e.hosts()),
          verified,
          transitions)
          .showing(open.begun().phase(), e);
    }
    if (entry instanceof JournalEntry.TransitionFailed e) {
      OpenTransition failed = new OpenTransition(open.begun(), open.written(), open.verified(), e.message(), e.hooked());
      return open.begun().kind() == JournalEntry.Kind.PHASE
          ? with(open.begun().phase(), at(Stage.FAILED, null), failed, transitions)
          : withOpen(failed);
    }
    if (entry instanceof JournalEntry.TransitionDone e) {
      return open.begun().kind() == JournalEntry.Kind.PHASE
          ? with(open.begun().phase(), at(Stage.DONE, e.commit()), null, transitions)
          : rolledBack(open.begun().phase());
    }
    if (entry instanceof JournalEntry.TransitionAbandoned) {
      return open.begun().kind() == JournalEntry.Kind.PHASE
          ? with(open.begun().phase(), at(Stage.ROLLED_BACK, null), null, transitions)
          : withOpen(null);
    }
    return this;
  }

  private MigrationState showing(int phase, JournalEntry.Verified verified) {
    Seen before = shown.getOrDefault(phase, new Seen(Map.of(), Set.of()));
    Map<String, SeenHost> hosts = new TreeMap<>(before.hosts());
    for (HostVerdict host : verified.hosts()) {
      if (host.verdict() == Verdict.CHANGED && !host.announced()) {
        hosts.put(host.host(), new SeenHost(verified.tree(), host.differences()));
      }
    }
    Set<String> told = new TreeSet<>(before.told());
    told.addAll(verified.problems());
    told.addAll(verified.remarks());
    Map<Integer, Seen> all = new TreeMap<>(shown);
    all.put(phase, new Seen(Map.copyOf(hosts), Set.copyOf(told)));
    return new MigrationState(run, answers, baseline, phases, open, transitions, Map.copyOf(all), rollout, users);
  }

  private PhaseRecord at(Stage stage, String commit) {
    PhaseRecord now = phases.get(open.begun().phase());
    return new PhaseRecord(stage, commit, now.partial(), now.verified(), now.hosts());
  }

  private MigrationState rolledBack(int to) {
    Map<Integer, PhaseRecord> left = new TreeMap<>(phases);
    left.replaceAll(
        (number, phase) ->
            number > to
                ? new PhaseRecord(Stage.ROLLED_BACK, null, false, Level.NONE, List.of())
                : phase);
    boolean phasesUndone =
        phases.entrySet().stream()
            .anyMatch(e -> e.getKey() > to && e.getKey() != Phase.CLOSING && e.getValue().stage() == Stage.DONE);
    // What was pushed is not what the repository describes any more.
    Map<String, HostRollout> still = phasesUndone ? Map.of() : rollout;
    return new MigrationState(run, answers, baseline, Map.copyOf(left), null, transitions, shown, still, users);
  }

  private MigrationState moved(String host, UnaryOperator<HostRollout> change) {
    HostRollout begun = rollout.get(host);
    return begun == null ? this : pushed(host, change.apply(begun));
  }

  private MigrationState pushed(String host, HostRollout now) {
    Map<String, HostRollout> all = new LinkedHashMap<>(rollout);
    all.remove(host);
    all.put(host, now);
    return new MigrationState(
        run, answers, baseline, phases, open, transitions, shown, Collections.unmodifiableMap(all), users);
  }

  private MigrationState with(int phase, PhaseRecord record, OpenTransition nowOpen, int count) {
    Map<Integer, PhaseRecord> changed = new TreeMap<>(phases);
    changed.put(phase, record);
    return new MigrationState(run, answers, baseline, Map.copyOf(changed), nowOpen, count, shown, rollout, users);
  }

  private MigrationState withOpen(OpenTransition nowOpen) {
    return new MigrationState(run, answers, baseline, phases, nowOpen, transitions, shown, rollout, users);
  }
}
