package io.github.fleetmigrate.adapter.git;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that no later one is mistaken for, though process ids come again.
 *
 * @param pid its id
 * @param started when it began: on Linux in clock ticks since boot ({@code /proc/<pid>/stat}, field 22), which no change
 *     of the clock touches; elsewhere in milliseconds since 1970; empty where the system does not tell
 * @param boot the boot it ran in ({@code /proc/sys/kernel/random/boot_id}); empty where there is none
 * @param machine the machine's name: a repository may lie on a shared disk
 */
record ProcessIdentity(
    @JsonProperty("pid") long pid,
    @JsonProperty("started") String started,
    @JsonProperty("boot") String boot,
    @JsonProperty("machine") String machine) {

  static ProcessIdentity current() {
    long pid = ProcessHandle.current().pid();
    return new ProcessIdentity(pid, startOf(pid), bootId(), machineName());
  }

  /**
   * Whether it is certain that this process runs no more. A process of another machine is never certain.
   */
  boolean isDead() {
    if (!machine.equals(machineName())) {
      return false;
    }
    if (!boot.equals(bootId())) {
      return true;
    }
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    if (handle.isEmpty() || !handle.get().isAlive()) {
      return true;
    }
    String now = startOf(pid);
    return !now.isEmpty() && !started.isEmpty() && !now.equals(started);
  }

  private static String startOf(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The second field is the program's name in brackets, which may hold spaces and brackets itself.
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return afterName[19];
    } catch (IOException | RuntimeException notLinux) {
      return ProcessHandle.of(pid)
          .flatMap(handle -> handle.info().startInstant())
          .map(Instant::toEpochMilli)
          .map(String::valueOf)
          .orElse("");
    }
  }

  private static String bootId() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException notLinux) {
      return "";
    }
  }

  private static String machineName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException notLinux) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException nameless) {
        return "";
      }
    }
  }
}
