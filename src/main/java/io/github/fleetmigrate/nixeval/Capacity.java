package io.github.fleetmigrate.nixeval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How much nix may do at a time: one evaluation a processor, but no more than the free memory holds. A real NixOS host
 * takes 1 to 4 GB (one of 2016 took 0.27 GB, one with six containers of its own 0.58 GB: docs/measurements.md).
 *
 * @param evaluations processes that evaluate
 * @param builds processes that build
 * @param together hosts that one process evaluates as long as it is not known what a host takes
 */
public record Capacity(int evaluations, int builds, int together) {
  private static final long BYTES_PER_EVALUATION = 2_500_000_000L;
  private static final long MOST_BYTES_PER_HOST = 4_000_000_000L;
  private static final int MOST_UNKNOWN = 4;
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Path GROUP_LIMIT = Path.of("/sys/fs/cgroup/memory.max");
  private static final Path GROUP_USE = Path.of("/sys/fs/cgroup/memory.current");

  public Capacity {
    evaluations = Math.max(1, evaluations);
    builds = Math.max(1, builds);
    together = Math.max(1, together);
  }

  /** With one host a process as long as it is not known what a host takes. */
  public Capacity(int evaluations, int builds) {
    this(evaluations, builds, 1);
  }

  /** Of this machine as it is now. nix runs the parts of a build side by side by itself, so builds are two at most. */
  public static Capacity ofThisMachine() {
    int processors = Runtime.getRuntime().availableProcessors();
    return of(processors, Math.min(availableToAll(), availableToUs()));
  }

  static Capacity of(int processors, long freeBytes) {
    int evaluations = (int) Math.max(1, Math.min(processors, freeBytes / BYTES_PER_EVALUATION));
    long together = Math.min(MOST_UNKNOWN, freeBytes / evaluations / MOST_BYTES_PER_HOST);
    return new Capacity(evaluations, Math.min(2, processors), (int) together);
  }

  private static long availableToAll() {
    return read(MEMORY)
        .flatMap(text -> text.lines().filter(line -> line.startsWith("MemAvailable:")).findFirst())
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .orElse(Long.MAX_VALUE);
  }

  private static long availableToUs() {
    Optional<Long> limit = read(GROUP_LIMIT).map(String::strip).filter(text -> text.matches("\\d+")).map(Long::parseLong);
    long used = read(GROUP_USE).map(String::strip).map(Long::parseLong).orElse(0L);
    return limit.map(most -> Math.max(0, most - used)).orElse(Long.MAX_VALUE);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }
}
