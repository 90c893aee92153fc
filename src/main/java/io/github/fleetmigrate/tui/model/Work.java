package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.proof.HostVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the engine does, or did last.
 *
 * @param command null before the first one
 * @param running whether it is still at it
 * @param activity one line of what is going on
 * @param hosts a row per host of the verification, in order
 * @param log everything that was told, a line each
 * @param since when it began
 * @param verifyingSince when its verification began
 */
record Work(
    Command command, boolean running, String activity, Map<String, HostRow> hosts, List<String> log, Duration since, Duration verifyingSince) {
  static final Work NONE = new Work(null, false, "", Map.of(), List.of(), Duration.ZERO, Duration.ZERO);
  private static final int LONGEST_LOG = 5000;
  private static final int LONGEST_HOST_LOG = 500;

  /**
   * @param verdict null as long as there is none
   * @param lastLine what nix said last; null if nothing
   * @param said what nix said, a line each, as far as it was told
   */
  record HostRow(String host, EngineEvent.Activity activity, Duration elapsed, HostVerdict verdict, String lastLine, List<String> said) {}

  static Work begun(Command command, Duration now) {
    return new Work(command, true, "", Map.of(), List.of(), now, now);
  }

  /** What the command is, as long as it has told nothing. */
  String title() {
    if (command instanceof Command.Survey) {
      return "Reading the repository";
    }
    if (command instanceof Command.Plan plan) {
      return "Planning " + Phase.name(plan.from());
    }
    if (command instanceof Command.Answer) {
      return "Taking the answer";
    }
    if (command instanceof Command.Health) {
      return "Looking at the machines";
    }
    String host = RolloutRow.about(command);
    if (host != null) {
      return command instanceof Command.Prepare ? "Looking at " + host : command instanceof Command.Push ? "Pushing " + host : "Bringing " + host + " back";
    }
    return command instanceof Command.Rollback ? "Rolling back" : "Working";
  }

  Work saying(String line) {
    List<String> more = new ArrayList<>(log.size() >= LONGEST_LOG ? log.subList(1, log.size()) : log);
    more.add(line);
    return new Work(command, running, line, hosts, List.copyOf(more), since, verifyingSince);
  }

  Work over() {
    return new Work(command, false, activity, hosts, log, since, verifyingSince);
  }

  Work verifying(List<String> names, Duration now) {
    Map<String, HostRow> rows = new LinkedHashMap<>();
    names.forEach(n -> rows.put(n, new HostRow(n, EngineEvent.Activity.WAITING, Duration.ZERO, null, null, List.of())));
    return new Work(command, running, activity, rows, log, since, now);
  }

  Work host(HostRow row) {
    Map<String, HostRow> rows = new LinkedHashMap<>(hosts);
    HostRow before = rows.get(row.host());
    List<String> said = new ArrayList<>(before == null ? List.of() : before.said());
    if (row.lastLine() != null && (said.isEmpty() || !said.get(said.size() - 1).equals(row.lastLine()))) {
      said.add(row.lastLine());
    }
    List<String> kept = said.size() > LONGEST_HOST_LOG ? said.subList(said.size() - LONGEST_HOST_LOG, said.size()) : said;
    rows.put(row.host(), new HostRow(row.host(), row.activity(), row.elapsed(), row.verdict(), row.lastLine(), List.copyOf(kept)));
    return new Work(command, running, activity, rows, log, since, verifyingSince);
  }
}
