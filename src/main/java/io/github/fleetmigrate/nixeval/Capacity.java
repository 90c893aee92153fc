package io.github.fleetmigrate.nixeval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How many nix processes may evaluate at a time: one a processor, but no more than the free memory holds. A real NixOS
 * host takes 1 to 4 GB.
 */
public record Capacity(int evaluations, int builds) {
  private static final long BYTES_PER_EVALUATION = 2_500_000_000L;
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Path GROUP_LIMIT = Path.of("/sys/fs/cgroup/memory.max");
  private static final Path GROUP_USE = Path.of("/sys/fs/cgroup/memory.current");

  public Capacity {
    evaluations = Math.max(1, evaluations);
    builds = Math.max(1, builds);
  }

  /** Of this machine as it is now. nix runs the parts of a build side by side by itself, so builds are two at most. */
  public static Capacity ofThisMachine() {
    int processors = Runtime.getRuntime().availableProcessors();
    return of(processors, Math.min(availableToAll(), availableToUs()));
  }

  static Capacity of(int processors, long freeBytes) {
    int fitting = (int) Math.min(Integer.MAX_VALUE, freeBytes / BYTES_PER_EVALUATION);
    return new Capacity(Math.min(processors, fitting), Math.min(2, processors));
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
