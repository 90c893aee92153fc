package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.HostReady;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.health.HealthReport;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.journal.MigrationState.HostRollout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was heard of the hosts' machines since the wizard was opened, by host.
 *
 * @param health as last looked at
 * @param ready what a push would do, as long as the engine would still push it
 * @param stages how far the rollout came, where that changed since the survey
 * @param problems why a host could not be prepared, or why its push failed
 * @param said what programs said of it, a line each, the newest command's alone
 * @param told whether the command that runs, or ran last, told where a host stands or how the machines are
 */
record Machines(
    Map<String, HostHealth> health,
    Map<String, HostReady> ready,
    Map<String, HostRollout> stages,
    Map<String, Problem> problems,
    Map<String, List<String>> said,
    boolean told) {
  static final Machines NONE = new Machines(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), false);
  private static final int LONGEST_LOG = 2000;

  Machines heard(HostHealth found) {
    return new Machines(with(health, found.name(), found), ready, stages, problems, said, told);
  }

  Machines heard(HostReady found) {
    return new Machines(with(health, found.host(), found.health()), with(ready, found.host(), found), stages, problems, said, told);
  }

  Machines reached(String host, HostRollout stage) {
    return new Machines(health, ready, with(stages, host, stage), problems, said, true);
  }

  Machines stopped(String host, Problem why) {
    return new Machines(health, ready, stages, with(problems, host, why), said, told);
  }

  Machines saying(String host, String line) {
    List<String> before = said.getOrDefault(host, List.of());
    List<String> lines = new ArrayList<>(before.size() >= LONGEST_LOG ? before.subList(1, before.size()) : before);
    lines.add(line);
    return new Machines(health, ready, stages, problems, with(said, host, List.copyOf(lines)), told);
  }

  /** Another command begins, which told nothing yet. */
  Machines untold() {
    return new Machines(health, ready, stages, problems, said, false);
  }

  /** The report on all machines that were asked for. */
  Machines reported(HealthReport report) {
    Machines out = this;
    for (HostHealth host : report.hosts()) {
      out = out.heard(host);
    }
    return new Machines(out.health, out.ready, out.stages, out.problems, out.said, true);
  }

  /** Something new is begun with a host: what stopped it before, and what was said then, counts no more. */
  Machines begun(String host) {
    return new Machines(health, ready, stages, with(problems, host, null), with(said, host, null), false);
  }

  /** What was shown of a host was used, or may be otherwise by now. */
  Machines used(String host) {
    return new Machines(health, with(ready, host, null), stages, problems, said, told);
  }

  /** The survey knows the stages; what was shown before it may be otherwise now. */
  Machines surveyed() {
    return new Machines(health, Map.of(), Map.of(), Map.of(), said, told);
  }

  private static <T> Map<String, T> with(Map<String, T> all, String host, T value) {
    Map<String, T> out = new LinkedHashMap<>(all);
    if (value == null) {
      out.remove(host);
    } else {
      out.put(host, value);
    }
    return Map.copyOf(out);
  }
}
