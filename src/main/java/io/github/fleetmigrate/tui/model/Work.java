package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
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
 */
record Work(
    Command command, boolean running, String activity, Map<String, HostRow> hosts, List<String> log, Duration since) {
  static final Work NONE = new Work(null, false, "", Map.of(), List.of(), Duration.ZERO);
  private static final int LONGEST_LOG = 5000;

  /**
   * @param verdict null as long as there is none
   * @param lastLine what nix said last; null if nothing
   */
  record HostRow(String host, EngineEvent.Activity activity, Duration elapsed, HostVerdict verdict, String lastLine) {}

  static Work begun(Command command, Duration now) {
    return new Work(command, true, "", Map.of(), List.of(), now);
  }

  Work saying(String line) {
    List<String> more = new ArrayList<>(log.size() >= LONGEST_LOG ? log.subList(1, log.size()) : log);
    more.add(line);
    return new Work(command, running, line, hosts, List.copyOf(more), since);
  }

  Work over() {
    return new Work(command, false, activity, hosts, log, since);
  }

  Work verifying(List<String> names) {
    Map<String, HostRow> rows = new LinkedHashMap<>();
    names.forEach(n -> rows.put(n, new HostRow(n, EngineEvent.Activity.WAITING, Duration.ZERO, null, null)));
    return new Work(command, running, activity, rows, log, since);
  }

  Work host(HostRow row) {
    Map<String, HostRow> rows = new LinkedHashMap<>(hosts);
    rows.put(row.host(), row);
    return new Work(command, running, activity, rows, log, since);
  }
}
