package io.github.fleetmigrate.health;

import io.github.fleetmigrate.health.MachineProbe.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checks that follow from a machine's answers. */
public final class MachineChecks {
  /** Seconds from which a clock is told of, and from which certificates and caches are refused. */
  private static final long CLOCK_WARNING = 30;
  private static final long CLOCK_FAILED = 300;
  /** Failed units that are named. */
  private static final int MOST_UNITS = 20;
  private static final Pattern SYSTEM = Pattern.compile("/nix/store/[a-z0-9]{32}-nixos-system-([^.]+?)-[0-9]{2}\\.[0-9]{2}.*");
  /** What NixOS calls a system whose networking.hostName is empty. */
  private static final String UNNAMED = "unnamed";
  private static final Answer NONE = new Answer(null, List.of());

  private final HostToCheck host;
  private final Map<String, Answer> answers;
  private final List<Check> checks = new ArrayList<>();

  private MachineChecks(HostToCheck host, Map<String, Answer> answers) {
    this.host = host;
    this.answers = Map.copyOf(answers);
  }

  /**
   * @param now seconds since 1970 here, when the machine was asked
   * @param trip seconds that asking took: the clock cannot be told more exactly
   */
  public static List<Check> of(HostToCheck host, Map<String, Answer> answers, long now, long trip) {
    MachineChecks all = new MachineChecks(host, answers);
    all.hostname();
    all.systemState();
    all.units();
    all.generation();
    all.checks.add(DiskCheck.of(all.answer("disk-nix"), all.answer("disk-boot")));
    all.nix();
    all.privilege();
    all.clock(now, trip);
    return List.copyOf(all.checks);
  }

  /** What the machine runs. */
  public static Machine machine(Map<String, Answer> answers) {
    return new Machine(
        told(answers, "boot-id"),
        told(answers, "current"),
        told(answers, "booted"),
        told(answers, "profile"),
        told(answers, "kernel"),
        units(answers.getOrDefault("units", NONE)));
  }

  private static String told(Map<String, Answer> answers, String name) {
    Answer answer = answers.getOrDefault(name, NONE);
    return answer.told() ? answer.first() : null;
  }

  private Answer answer(String name) {
    return answers.getOrDefault(name, NONE);
  }

  private void hostname() {
    String name = told(answers, "hostname");
    if (name == null) {
      silent(CheckId.HOSTNAME, "hostname");
    } else if (isCalled(name, host.hostname()) || described() != null && isCalled(name, described())) {
      checks.add(Check.ok(CheckId.HOSTNAME, name));
    } else if (UNNAMED.equals(described())) {
      checks.add(
          Check.warning(
              CheckId.HOSTNAME,
              "the machine calls itself " + name + ", and the flake gives " + host.name() + " no name to compare it with",
              "make sure that targetHost of " + host.name() + " is the right machine; networking.hostName would tell"));
    } else {
      checks.add(
          Check.failed(
              CheckId.HOSTNAME,
              "the machine calls itself " + name + ", not " + Objects.requireNonNullElse(described(), host.hostname()),
              "make sure that targetHost of " + host.name() + " is the right machine: a push would make it into " + host.name()));
    }
  }

  private static boolean isCalled(String name, String wanted) {
    return name.equals(wanted) || name.startsWith(wanted + ".");
  }

  /** The name that the flake gives the machine, which need not be the host's: NixOS has it in the system's own. */
  private String described() {
    Matcher system = SYSTEM.matcher(Objects.requireNonNullElse(host.expected(), ""));
    return system.matches() ? system.group(1) : null;
  }

  private void systemState() {
    Answer answer = answer("system-state");
    String state = answer.first();
    switch (answer.code() == null ? "" : state) {
      case "running" -> checks.add(Check.ok(CheckId.SYSTEM_STATE, state));
      case "degraded", "starting", "initializing" ->
          checks.add(
              Check.warning(
                  CheckId.SYSTEM_STATE,
                  state,
                  state.equals("degraded") ? "look at the units that failed" : "wait until the machine has started"));
      case "maintenance", "stopping", "offline" ->
          checks.add(Check.failed(CheckId.SYSTEM_STATE, state, "look at the machine's console and `journalctl -xb`"));
      default -> silent(CheckId.SYSTEM_STATE, "system-state");
    }
  }

  private static List<String> units(Answer answer) {
    if (answer.code() == null || answer.code() != 0) {
      return List.of();
    }
    return answer.lines().stream()
        .map(line -> line.strip().replaceFirst("^[●*]\\s*", ""))
        .filter(line -> !line.isEmpty())
        .map(line -> line.split("\\s+")[0])
        .toList();
  }

  private void units() {
    Answer answer = answer("units");
    if (answer.code() == null || answer.code() != 0) {
      silent(CheckId.UNITS, "units");
      return;
    }
    List<String> failed = units(answer);
    checks.add(
        failed.isEmpty()
            ? Check.ok(CheckId.UNITS, "none failed")
            : Check.failed(
                CheckId.UNITS,
                "failed: "
                    + String.join(", ", failed.subList(0, Math.min(MOST_UNITS, failed.size())))
                    + (failed.size() > MOST_UNITS ? " and " + (failed.size() - MOST_UNITS) + " more" : ""),
                "on " + host.name() + ": `systemctl status " + failed.get(0) + "` and `journalctl -u " + failed.get(0) + "`"));
  }

  private void generation() {
    Machine machine = machine(answers);
    if (machine.system() == null || !machine.system().startsWith("/nix/store/")) {
      checks.add(
          Check.failed(
              CheckId.GENERATION,
              "/run/current-system leads to no system" + said(answer("current")),
              "make sure that NixOS runs on this machine"));
      return;
    }
    boolean alike = host.expected() != null && !host.expected().equals(machine.system()) && name(host.expected()).equals(name(machine.system()));
    StringBuilder detail = new StringBuilder("runs " + (alike ? told(machine.system()) : name(machine.system())));
    if (machine.profile() != null) {
      detail.append(" (").append(machine.profile()).append(")");
    }
    detail.append(", kernel ").append(Objects.requireNonNullElse(machine.kernel(), "not told"));
    if (host.expected() != null) {
      detail.append(
          host.expected().equals(machine.system())
              ? "; is the system that is expected"
              : "; would become " + (alike ? told(host.expected()) : name(host.expected())));
    }
    String running = told(answers, "booted-kernel");
    String next = told(answers, "current-kernel");
    if (machine.booted() == null) {
      checks.add(
          Check.warning(
              CheckId.GENERATION, detail + "; it does not tell what it booted", "restart the machine when it suits"));
    } else if (running != null && next != null && !running.equals(next)) {
      checks.add(
          Check.warning(
              CheckId.GENERATION,
              detail + "; booted with another kernel than the system it runs",
              "restart it before the rollout, so that a push changes one thing at a time"));
    } else {
      checks.add(Check.ok(CheckId.GENERATION, detail.toString()));
    }
  }

  /** With the beginning of its hash, where names alone do not tell two apart. */
  private static String told(String storePath) {
    return name(storePath) + " (" + storePath.replaceFirst("^/nix/store/([a-z0-9]{8}).*", "$1") + "\u2026)";
  }

  private static String name(String storePath) {
    return storePath.replaceFirst("^/nix/store/[a-z0-9]{32}-", "");
  }

  private void nix() {
    String version = told(answers, "nix");
    if (version == null) {
      checks.add(
          Check.failed(
              CheckId.NIX, "nix does not run there" + said(answer("nix")), "make sure that nix is on the PATH of a login over SSH"));
    } else {
      checks.add(Check.ok(CheckId.NIX, version));
    }
  }

  /** A push copies into the store (root or a trusted user) and activates (root, or sudo that asks for nothing). */
  private void privilege() {
    String uid = told(answers, "uid");
    if (uid == null) {
      silent(CheckId.PRIVILEGE, "uid");
      return;
    }
    if (uid.equals("0")) {
      checks.add(Check.ok(CheckId.PRIVILEGE, "root"));
      return;
    }
    String user = answer("user").first();
    Answer sudo = answer("sudo");
    if (sudo.code() == null || sudo.code() != 0) {
      checks.add(
          Check.failed(
              CheckId.PRIVILEGE,
              user + " has no sudo without a password" + said(sudo),
              "allow it on the machine (security.sudo.wheelNeedsPassword = false, or a rule for " + user + "), or deploy as root"));
      return;
    }
    Boolean trusted = trusted(user, Set.of(answer("groups").first().split("\\s+")));
    if (trusted == null) {
      checks.add(
          Check.warning(
              CheckId.PRIVILEGE,
              "sudo without a password; whether " + user + " is a trusted user of nix cannot be told",
              "make sure that nix.settings.trusted-users has " + user + ": a push copies unsigned paths"));
    } else if (trusted) {
      checks.add(Check.ok(CheckId.PRIVILEGE, "sudo without a password, trusted user of nix"));
    } else {
      checks.add(
          Check.failed(
              CheckId.PRIVILEGE,
              user + " is no trusted user of nix, which refuses unsigned paths from it",
              "add " + user + " to nix.settings.trusted-users on the machine, or deploy as root"));
    }
  }

  private Boolean trusted(String user, Set<String> groups) {
    Answer answer = answer("trusted");
    if (answer.code() == null || answer.code() != 0) {
      return null;
    }
    // `nix config show NAME` prints the value alone, `nix show-config` prints NAME = VALUE; warnings may stand before.
    String line = answer.lines().stream().filter(l -> !l.isBlank()).reduce("", (first, second) -> second);
    Set<String> names =
        new TreeSet<>(Arrays.asList(line.replaceFirst("^trusted-users\\s*=", "").strip().split("\\s+")));
    return names.contains("*")
        || names.contains(user)
        || groups.stream().anyMatch(group -> names.contains("@" + group));
  }

  private void clock(long now, long trip) {
    String told = told(answers, "clock");
    if (told == null || !told.matches("[0-9]{1,15}")) {
      silent(CheckId.CLOCK, "clock");
      return;
    }
    long off = Long.parseLong(told) - now;
    long skew = Math.max(0, Math.abs(off) - trip);
    String detail = skew == 0 ? "as here" : skew + " s " + (off > 0 ? "ahead of" : "behind") + " this machine";
    String remedy = "set the clock (services.timesyncd) before pushing: certificates and caches depend on it";
    if (skew >= CLOCK_FAILED) {
      checks.add(Check.failed(CheckId.CLOCK, detail, remedy));
    } else if (skew >= CLOCK_WARNING) {
      checks.add(Check.warning(CheckId.CLOCK, detail, remedy));
    } else {
      checks.add(Check.ok(CheckId.CLOCK, detail));
    }
  }

  private void silent(CheckId id, String name) {
    Answer answer = answer(name);
    String detail =
        answer.code() == null
            ? "the machine did not answer in time"
            : "the machine could not tell" + said(answer);
    checks.add(Check.failed(id, detail, "log in and look: `ssh " + host.target().host() + "`"));
  }

  private static String said(Answer answer) {
    return answer.first().isEmpty() ? "" : ": " + answer.first();
  }
}
