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
import java.util.Objects;

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
      Map<String, String> files)
      throws IOException {
    return new Evaluation.Request(
        base,
        target,
        targets(context),
        level,
        announced(List.of(phase), context),
        new HashSet<>(context.answers().names("accept", String.valueOf(phase.number()))),
        new HashSet<>(context.answers().names("dropOutputs")),
        hiveIsThere(session.migration(), phase.number()) ? session.migration().hive() : null,
        hive(context),
        files);
  }

  /** The tree as it is against the baseline, with everything announced that the finished phases announce. */
  static Evaluation.Request ofTree(
      Session session, PlanContext context, String now, List<String> hosts, Level level) throws IOException {
    int last = session.state().lastDone();
    List<Phase> done = session.migration().phases().stream().filter(p -> p.number() <= last).toList();
    HashSet<String> accepted = new HashSet<>();
    done.forEach(p -> accepted.addAll(context.answers().names("accept", String.valueOf(p.number()))));
    return new Evaluation.Request(
        session.state().baseline(),
        now,
        hosts.isEmpty() ? targets(context) : hosts,
        level,
        announced(done, context),
        accepted,
        new HashSet<>(context.answers().names("dropOutputs")),
        hiveIsThere(session.migration(), last) ? session.migration().hive() : null,
        hive(context).stream().filter(h -> hosts.isEmpty() || hosts.contains(h)).toList(),
        Map.of());
  }

  /** Hosts and home configurations. */
  static List<String> targets(PlanContext context) {
    return Targets.of(context.facts().hostNames(), context.facts().outputs());
  }

  private static List<Evaluation.Announced> announced(List<Phase> phases, PlanContext context) {
    Templates templates = new Templates();
    Map<String, Object> values = context.values();
    List<Evaluation.Announced> out = new ArrayList<>();
    for (Phase phase : phases) {
      for (Phase.Announcement announcement : phase.announces()) {
        if (templates.holds(announcement.when(), values)) {
          String host = templates.render(announcement.hosts(), values);
          out.add(new Evaluation.Announced(host.equals("all") ? null : host, announcement.derivations()));
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
    return new Evaluation.Verified(verified.reached(), verified.hosts(), problems, verified.settings());
  }

  /** The hive's settings must be the ones that were settled. */
  static Evaluation.Verified checkSettings(
      Evaluation.Verified verified, PlanContext context, Evaluation.Request request) {
    List<String> problems = new ArrayList<>(verified.problems());
    for (HostSettings host : context.settlement().inHive()) {
      JsonNode settings = verified.settings().get(host.host());
      if (settings == null || !request.hiveHosts().contains(host.host())) {
        continue;
      }
      String address = host.mode() == HostSettings.Mode.LOCAL ? null : host.address();
      expect(problems, host.host(), "targetHost", settings, address, host.mode() == HostSettings.Mode.LOCAL || address != null);
      if (host.mode() == HostSettings.Mode.SSH) {
        expect(problems, host.host(), "targetUser", settings, host.user(), host.user() != null);
        expect(problems, host.host(), "targetPort", settings, host.port(), host.port() != null);
        expect(problems, host.host(), "buildOnTarget", settings, host.buildOnTarget(), true);
      }
    }
    return new Evaluation.Verified(verified.reached(), verified.hosts(), problems, verified.settings());
  }

  private static void expect(
      List<String> problems, String host, String field, JsonNode settings, Object wanted, boolean known) {
    JsonNode is = settings.get(field);
    String found = is == null || is.isNull() ? null : is.asText();
    String expected = wanted == null ? null : wanted.toString();
    if (known && is != null && !Objects.equals(found, expected)) {
      problems.add(
          "the hive deploys " + host + " with " + field + " " + found + ", but " + expected + " was settled");
    }
  }
}
