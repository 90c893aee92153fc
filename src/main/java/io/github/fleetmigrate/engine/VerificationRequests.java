package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.HostSettings;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.plan.Templates;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.proof.Targets;
import io.github.fleetmigrate.proof.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is to be proved, and of which hosts. */
final class VerificationRequests {
  private VerificationRequests() {}

  /** A phase against the commit it was planned on. */
  static Evaluation.Request ofPhase(
      Session session,
      Phase phase,
      PlanContext context,
      String base,
      String target,
      Level level,
      Map<String, String> files,
      List<String> targets)
      throws IOException {
    return new Evaluation.Request(
        base,
        target,
        targets,
        level,
        announced(List.of(phase), context, targets),
        new HashSet<>(context.answers().names("accept", String.valueOf(phase.number()))),
        dropped(List.of(phase), context),
        hiveIsThere(session.migration(), phase.number()) ? session.migration().hive() : null,
        hive(context),
        files);
  }

  /** The tree as it is against the baseline, with everything announced that the finished phases announce. */
  static Evaluation.Request ofTree(
      Session session, PlanContext context, String now, List<String> hosts, Level level, List<String> targets)
      throws IOException {
    String baseline = session.state().baseline();
    int last = session.state().lastDone();
    List<Phase> done = done(session);
    HashSet<String> accepted = new HashSet<>();
    done.forEach(p -> accepted.addAll(context.answers().names("accept", String.valueOf(p.number()))));
    return new Evaluation.Request(
        baseline,
        now,
        hosts.isEmpty() ? targets : hosts,
        level,
        announced(done, context, targets),
        accepted,
        dropped(done, context),
        hiveIsThere(session.migration(), last) ? session.migration().hive() : null,
        hive(context).stream().filter(h -> hosts.isEmpty() || hosts.contains(h)).toList(),
        changedNixFiles(session, baseline, now));
  }

  /** Phases that are done without a gap before them, and what ends the rollout. */
  static List<Phase> done(Session session) throws IOException {
    int last = session.state().lastDone();
    List<Phase> done = new ArrayList<>(session.migration().phases().stream().filter(p -> p.number() <= last).toList());
    if (session.state().recorded().done().containsKey(Phase.CLOSING) && session.migration().closing() != null) {
      done.add(session.migration().closing());
    }
    return done;
  }

  private static Set<String> dropped(List<Phase> phases, PlanContext context) {
    Set<String> out = new HashSet<>(context.answers().names("dropOutputs"));
    out.addAll(new DroppedOutputs(phases).names());
    return out;
  }

  /** Texts of the Nix files that a tree has otherwise than another. */
  private static Map<String, String> changedNixFiles(Session session, String before, String now) throws IOException {
    Map<String, String> out = new TreeMap<>();
    session
        .ports()
        .checkpoints()
        .changes(before, now)
        .forEach(
            (path, versions) -> {
              if (path.endsWith(".nix") && versions[1] != null) {
                out.put(path, versions[1].text());
              }
            });
    return out;
  }

  /** What the phases announce; "all" is every host and no home configuration. */
  private static List<Evaluation.Announced> announced(
      List<Phase> phases, PlanContext context, List<String> targets) {
    Templates templates = new Templates();
    Map<String, Object> values = context.values();
    List<Evaluation.Announced> out = new ArrayList<>();
    for (Phase phase : phases) {
      for (Phase.Announcement announcement : phase.announces()) {
        if (templates.holds(announcement.when(), values)) {
          String host = templates.render(announcement.hosts(), values);
          List<String> parts = announcement.parts().stream().map(part -> templates.render(part, values)).toList();
          targets.stream()
              .filter(t -> host.equals("all") ? !Targets.isHome(t) : t.equals(host))
              .forEach(t -> out.add(new Evaluation.Announced(t, parts, announcement.derivations())));
        }
      }
    }
    return out;
  }

  private static List<String> hive(PlanContext context) {
    return context.settlement().inHive().stream().map(HostSettings::host).toList();
  }

  private static boolean hiveIsThere(Migration migration, int through) {
    return migration.hive() != null
        && migration.phases().stream()
            .filter(p -> p.number() <= through)
            .flatMap(p -> p.steps().stream())
            .anyMatch(s -> provides(s.action(), migration.hive().output()));
  }

  private static boolean provides(Action action, String output) {
    if (action instanceof Action.AddFlakeModule a) {
      return a.provides().contains(output);
    }
    return action instanceof Action.WrapOutputs a && a.provides().contains(output);
  }

  /**
   * A host that could be evaluated when the migration began is not passed over because it cannot be any more, unless a
   * person agreed to go on without evaluation: somebody broke it between two phases.
   */
  static Evaluation.Verified checkKnown(Evaluation.Verified verified, Session session, Level level) throws IOException {
    JournalEntry.BaselineTaken baseline = session.state().journaled().baseline();
    boolean agreed = session.answers().get("withoutEvaluation").map(JsonNode::asBoolean).orElse(false);
    if (baseline == null || agreed || level.compareTo(Level.EVAL) < 0) {
      return verified;
    }
    List<String> problems = new ArrayList<>(verified.problems());
    for (HostVerdict host : verified.hosts()) {
      if (host.verdict() == Verdict.UNKNOWN && baseline.hosts().get(host.host()) != null) {
        problems.add(host.host() + " could be evaluated when the migration began and cannot be now: " + host.note());
      }
    }
    return new Evaluation.Verified(
        verified.reached(), verified.hosts(), problems, verified.remarks(), verified.settings());
  }
}
