package io.github.fleetmigrate.proof;

import io.github.fleetmigrate.nixeval.Capacity;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.nixeval.SourceIdentity;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.testing.Nix;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures our verification against what a person would type. Not a test: its figures are in docs/measurements.md.
 *
 * <pre>mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=/tmp/classpath
 * java -cp "target/classes:target/test-classes:$(cat /tmp/classpath)" \
 *   io.github.fleetmigrate.proof.VerificationBenchmark ROUNDS NIXPKGS|- NIX...</pre>
 *
 * NIXPKGS is a git repository with a nixpkgs; {@code -} measures the fixture hosts alone. The ways take turns, each on a
 * commit that no nix has seen; the first round warms up and does not count. Printed are medians of wall time and, in
 * brackets, of processor time of all processes together, which other load disturbs less.
 */
public final class VerificationBenchmark {
  private static final String EVAL = "%1$s eval --option eval-cache false --raw \"%2$s#nixosConfigurations.$h.config.system.build.toplevel.drvPath\"";
  private static final String DRY = "%1$s build --option eval-cache false --dry-run \"%2$s#nixosConfigurations.$h.config.system.build.toplevel\"";
  private static final int TICKS_A_SECOND = 100;

  private final Path folder;
  private final int rounds;

  private VerificationBenchmark(Path folder, int rounds) {
    this.folder = folder;
    this.rounds = rounds;
  }

  /** Seconds. */
  private record Spent(double wall, double processor) {}

  @FunctionalInterface
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("verification-benchmark");
    VerificationBenchmark benchmark = new VerificationBenchmark(folder, Integer.parseInt(args[0]));
    System.out.println("| fleet | nix | ours, first | ours, again | loop of 2 | one by one | dry-run | first/loop | first/one by one | again/first |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    List<BenchmarkFleet> fleets = new ArrayList<>();
    if (!args[1].equals("-")) {
      fleets.add(BenchmarkFleet.real(folder.resolve("real"), Path.of(args[1])));
    }
    fleets.add(BenchmarkFleet.small(folder.resolve("small"), 40));
    for (String nix : Arrays.copyOfRange(args, 2, args.length)) {
      for (BenchmarkFleet fleet : fleets) {
        benchmark.measure(fleet, nix);
      }
      if (fleets.size() > 1) {
        benchmark.difference(fleets.get(0), nix);
      }
    }
    System.out.println("load average at the end: " + Files.readString(Path.of("/proc/loadavg")).strip());
  }

  private void measure(BenchmarkFleet fleet, String program) throws IOException, InterruptedException {
    Map<String, List<Spent>> spent = new LinkedHashMap<>();
    String nix = Tools.require(program).toString();
    String each = "for h in " + String.join(" ", fleet.hosts()) + "; do ";
    String two = "printf '%%s\\n' " + String.join(" ", fleet.hosts()) + " | xargs -P 2 -I '{}' sh -c 'h={}; ";
    try (FlakeEvaluator evaluator = Nix.evaluator(program)) {
      FlakeSource before = fleet.tree();
      Baseline baseline =
          verifier(evaluator, folder.resolve("unused")).baseline(before, new Recorder(), new Cancellation()).value().orElseThrow();
      for (int round = 0; round <= rounds; round++) {
        Map<String, Work> ways = new LinkedHashMap<>();
        Path cache = Files.createTempDirectory(folder, "cache");
        FlakeSource now = fleet.tree();
        ways.put("first", () -> verify(evaluator, cache, baseline, before, now));
        ways.put("again", () -> verify(evaluator, cache, baseline, before, now));
        ways.put("loop", shell(two + EVAL + "'", nix, fleet.tree()));
        ways.put("single", shell(each + EVAL + "; done", nix, fleet.tree()));
        ways.put("dry", shell(each + DRY + "; done", nix, fleet.tree()));
        for (Map.Entry<String, Work> way : ways.entrySet()) {
          Spent took = clock(way.getValue());
          if (round > 0) {
            spent.computeIfAbsent(way.getKey(), k -> new ArrayList<>()).add(took);
          }
        }
      }
    }
    StringBuilder row = new StringBuilder("| " + fleet.name() + " | " + program);
    spent.values().forEach(all -> row.append(" | ").append(shown(median(all))));
    row.append(ratio(spent, "first", "loop")).append(ratio(spent, "first", "single")).append(ratio(spent, "again", "first"));
    System.out.println(row + " |");
  }

  /** Two hosts that differ in much, from their files in the store. */
  private void difference(BenchmarkFleet fleet, String program) throws IOException, InterruptedException {
    try (FlakeEvaluator evaluator = Nix.evaluator(program)) {
      FlakeSource source = fleet.tree();
      Map<String, String> drvs =
          verifier(evaluator, folder.resolve("unused")).baseline(source, new Recorder(), new Cancellation()).value().orElseThrow().derivations();
      SourceIdentity identity = evaluator.identity(source).value().orElseThrow();
      List<Spent> spent = new ArrayList<>();
      List<Integer> found = new ArrayList<>();
      for (int round = 0; round <= rounds; round++) {
        spent.add(
            clock(
                () ->
                    found.add(
                        new DerivationComparison(new DrvStore())
                            .compare(drvs.get("axon"), identity, drvs.get("orion"), identity)
                            .differences()
                            .size())));
      }
      System.out.printf(
          Locale.ROOT,
          "%nA diff of two of them (%s, %d differences): first %s, median after that %s%n%n",
          program, found.get(0), shown(spent.get(0)), shown(median(spent.subList(1, spent.size()))));
    }
  }

  private static Verifier verifier(FlakeEvaluator evaluator, Path cache) {
    return new Verifier(evaluator, Capacity.ofThisMachine(), new EvaluationCache(cache));
  }

  private static void verify(
      FlakeEvaluator evaluator, Path cache, Baseline baseline, FlakeSource before, FlakeSource now) {
    Verification verification =
        verifier(evaluator, cache).verify(baseline, before, now, Request.of(Level.EVAL), new Recorder(), new Cancellation());
    if (verification.hosts().stream().anyMatch(host -> host.verdict() != Verdict.IDENTICAL)) {
      throw new IllegalStateException(verification.toString());
    }
  }

  private static Work shell(String line, String nix, FlakeSource source) {
    String reference = "git+file://" + source.root() + "?rev=" + source.commit();
    List<String> command = List.of("/bin/sh", "-c", String.format(Locale.ROOT, line, nix, reference));
    return () -> {
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("failed: " + command);
      }
    };
  }

  private static Spent clock(Work work) throws IOException, InterruptedException {
    double processor = processorSeconds();
    long begin = System.nanoTime();
    work.run();
    return new Spent((System.nanoTime() - begin) / 1e9, processorSeconds() - processor);
  }

  /** Of this process and all that it started and that have ended; fields 14 to 17 of proc_pid_stat(5). */
  private static double processorSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int field = 11; field <= 14; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return (double) ticks / TICKS_A_SECOND;
  }

  private static Spent median(List<Spent> all) {
    double[] walls = all.stream().mapToDouble(Spent::wall).sorted().toArray();
    double[] processors = all.stream().mapToDouble(Spent::processor).sorted().toArray();
    return new Spent(walls[walls.length / 2], processors[processors.length / 2]);
  }

  /** The median of the rounds' ratios: what disturbs a round disturbs both. */
  private static String ratio(Map<String, List<Spent>> spent, String of, String to) {
    List<Spent> ratios = new ArrayList<>();
    for (int i = 0; i < spent.get(of).size(); i++) {
      Spent a = spent.get(of).get(i);
      Spent b = spent.get(to).get(i);
      ratios.add(new Spent(a.wall() / b.wall(), a.processor() / b.processor()));
    }
    return " | " + shown(median(ratios));
  }

  private static String shown(Spent spent) {
    return String.format(Locale.ROOT, "%.2f (%.2f)", spent.wall(), spent.processor());
  }
}
