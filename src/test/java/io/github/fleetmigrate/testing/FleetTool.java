package io.github.fleetmigrate.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code fleet} that does on the machines of an {@link SshFleet} what the real one does: a push evaluates the host in the
 * repository and makes that the system that the machine runs, as a generation of its own where it is another one; a rollback
 * goes one generation back, whatever was pushed. Every call is recorded before anything is done. Files with a machine's name tell it to fail, to wait, or to break the machine.
 */
public final class FleetTool {
  private static final String SCRIPT =
      """
      #!/bin/sh
      at='@AT@'
      host=$2
      record() { echo "$*" >> "$at/calls"; }
      wanted() { [ -e "$at/$host.$1" ]; }
      record "$1 $host $$"
      echo "fleet: $1 $host"
      case $1 in
        check)
          ! wanted moves || echo '/nix/store/@ELSE@-nixos-system-moved' > "$at/$host.system"
          ! wanted paints || printf '\\033[2J\\033]0;owned\\007\\r\\302\\233red\\n'
          ! wanted answers || for journal in .git/fleet-migrate/runs/*/journal.jsonl; do
            grep '"Answered"' "$journal" | tail -n 1 | sed 's/\\("'"$host"'.targetHost":\\)"[^"]*"/\\1"10.9.9.9"/' >> "$journal"
          done
          ! wanted commits || git commit -q --allow-empty -m 'Meanwhile'
          ! wanted check-fails || { echo "fleet: $host does not suit" >&2; exit 3; }
          ;;
        push)
          while wanted stalls; do sleep 0.1; done
          ! wanted fails || { echo "fleet: no space left on $host" >&2; exit 1; }
          system=$('@NIX@' --extra-experimental-features 'nix-command flakes' --offline \\
            eval --raw ".#colmenaHive.nodes.$host.config.system.build.toplevel.outPath") || exit 1
          if [ "$system" != "$(cat "$at/$host.system")" ]; then
            cat "$at/$host.system" >> "$at/$host.generations"
            echo "$system" > "$at/$host.system"
          fi
          record "switched $host"
          ! wanted breaks || echo "web.service loaded failed failed Web" > "$at/$host.units"
          ! wanted restarts || echo restarted > "$at/$host.boot"
          ! wanted leaves || : > "@MACHINES@/$host/authorized_keys"
          while wanted lingers; do sleep 0.1; done
          echo "fleet: $host switched"
          record "ended $host"
          ;;
        rollback)
          ! wanted keeps || { echo "fleet: nothing to roll back to on $host" >&2; exit 1; }
          while wanted back-stalls; do sleep 0.1; done
          tail -n 1 "$at/$host.generations" > "$at/$host.system"
          sed -i '$d' "$at/$host.generations"
          rm -f "$at/$host.units"
          record "returned $host"
          while wanted back-lingers; do sleep 0.1; done
          echo "fleet: $host is back"
          ;;
        *) exit 2 ;;
      esac
      """;
  /** What every machine ran before what it runs at the start. */
  private static final String OLDER = "/nix/store/" + "d".repeat(32) + "-nixos-system-older-25.05";
  private final Path folder;

  private FleetTool(Path folder) {
    this.folder = folder;
  }

  /** Lays it out and lets the machines tell what it did to them. */
  public static FleetTool in(Path folder, SshFleet fleet) throws IOException {
    FleetTool tool = new FleetTool(Files.createDirectories(folder).toRealPath());
    Path program = Files.createDirectories(tool.programs()).resolve("fleet");
    Files.writeString(
        program,
        SCRIPT
            .replace("@AT@", tool.folder.toString())
            .replace("@ELSE@", "e".repeat(32))
            .replace("@MACHINES@", fleet.folder().toString())
            .replace("@NIX@", Tools.require("nix").toString()));
    program.toFile().setExecutable(true);
    for (SshFleet.Machine machine : fleet.machines()) {
      tool.tells(machine);
    }
    return tool;
  }

  private void tells(SshFleet.Machine machine) throws IOException {
    Path units = folder.resolve(machine.name() + ".units");
    Path boot = folder.resolve(machine.name() + ".boot");
    machine.answers(
        "readlink",
        "case \"$*\" in *kernel) echo /nix/store/" + "b".repeat(32) + "-linux/bzImage;; *profiles*) echo system-$(wc -l < '" + folder.resolve(machine.name() + ".generations") + "')-link;; *) cat '"
            + folder.resolve(machine.name() + ".system") + "';; esac");
    machine.answers(
        "systemctl",
        "case $1 in is-*) if [ -e '" + boot + "' ]; then rm '" + boot + "'; echo starting; exit 1; fi; if [ -e '" + units
            + "' ]; then echo degraded; exit 1; else echo running; fi;; *) if [ -e '" + units + "' ]; then cat '" + units + "'; fi;; esac");
  }

  /** The folder for PATH. */
  public Path programs() {
    return folder.resolve("bin");
  }

  /** Tells it what to do at a machine: {@code fails}, {@code stalls}, {@code breaks} and so on. */
  public FleetTool told(String host, String fault) throws IOException {
    Files.createFile(folder.resolve(host + "." + fault));
    return this;
  }

  public FleetTool untold(String host, String fault) throws IOException {
    Files.delete(folder.resolve(host + "." + fault));
    return this;
  }

  /** Kills what it does at a machine right now, as a failing power supply would. */
  public FleetTool killed(String host) throws IOException {
    try (Stream<String> calls = Files.lines(folder.resolve("calls"))) {
      String last = calls.filter(call -> call.matches("(push|rollback) " + Pattern.quote(host) + " [0-9]+")).reduce((first, later) -> later).orElseThrow();
      ProcessHandle process = ProcessHandle.of(Long.parseLong(last.substring(last.lastIndexOf(' ') + 1))).orElseThrow();
      process.destroyForcibly();
      process.onExit().join();
    }
    return this;
  }

  /** Forgets calls, faults and what machines run. */
  public FleetTool anew() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    return this;
  }

  /** What a machine runs. */
  public String system(String host) throws IOException {
    return Files.readString(folder.resolve(host + ".system")).strip();
  }

  public FleetTool runs(String host, String system) throws IOException {
    Files.writeString(folder.resolve(host + ".generations"), OLDER + "\n");
    Files.writeString(folder.resolve(host + ".system"), system + "\n");
    return this;
  }

  /** Units that a machine says have failed; none for null. */
  public FleetTool failedUnits(String host, String unit) throws IOException {
    Path file = folder.resolve(host + ".units");
    Files.deleteIfExists(file);
    if (unit != null) {
      Files.writeString(file, unit + " loaded failed failed It\n");
    }
    return this;
  }

  /** What it was called with and did, in order, such as {@code push axon} and {@code switched axon}. */
  public List<String> calls() throws IOException {
    Path calls = folder.resolve("calls");
    if (!Files.exists(calls)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(calls)) {
      return lines.map(line -> line.replaceFirst(" [0-9]+$", "")).toList();
    }
  }

  /** Calls that change a machine. */
  public List<String> changes() throws IOException {
    return calls().stream().filter(call -> !call.startsWith("check ")).toList();
  }
}
