package io.github.fleetmigrate.nixeval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.testing.GitRepo;
import io.github.fleetmigrate.testing.Nix;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many hosts with the real nix programs. */
class HostBatchesTest {
  private static final String NIXES = "io.github.fleetmigrate.testing.Tools#nixes";
  private static final int HOSTS = 24;
  private static final String FLEET =
      """
      {
        outputs = { self }:
          let
            host = name: derivation { inherit name; system = "x86_64-linux"; builder = "/bin/sh"; };
            names = map (n: "h${toString n}") (builtins.genList (n: n) COUNT);
            good = builtins.listToAttrs (map (name: { inherit name; value = host name; }) names);
          in { hosts = good // { BROKEN }; };
      }
      """;

  @TempDir Path folder;
  private final Heard heard = new Heard();
  private final CountingRunner runner = new CountingRunner();

  private FlakeSource fleet(String broken) throws IOException {
    GitRepo repo = GitRepo.init(folder.resolve("fleet"));
    String flake = FLEET.replace("COUNT", String.valueOf(HOSTS)).replace("BROKEN", broken);
    return FlakeSource.of(repo.root(), repo.write("flake.nix", "# " + folder + "\n" + flake).commit());
  }

  private Map<String, Evaluated<String>> evaluate(FlakeEvaluator nix, FlakeSource source, Capacity capacity) {
    Map<String, AttrPath> jobs = new LinkedHashMap<>();
    for (int i = 0; i < HOSTS; i++) {
      jobs.put("host " + i, AttrPath.of("hosts", "h" + i));
    }
    return new HostJobs(nix, capacity).derivations(source, jobs, heard);
  }

  private static NixFailure failure(Map<String, Evaluated<String>> answers, int host) {
    return answers.get("host " + host).failure().orElseThrow(() -> new AssertionError(answers.toString()));
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void smallHostsShareAFewProcesses(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program, runner)) {
      FlakeSource source = fleet("");
      Map<String, Evaluated<String>> answers = evaluate(nix, source, new Capacity(2, 2, 4));
      assertEquals(HOSTS, answers.size());
      for (int i = 0; i < HOSTS; i++) {
        String drv = answers.get("host " + i).value().orElseThrow();
        assertTrue(drv.endsWith("-h" + i + ".drv"), drv);
      }
      Evaluated<String> byItself = nix.text(source, AttrPath.of("hosts", "h7", "drvPath"), line -> {});
      assertEquals(byItself.value(), answers.get("host 7").value());
      assertTrue(runner.calls.get() - 1 <= HOSTS / 2, runner.calls + " processes");
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void everyHostBeginsAndEndsOnceAndNoMarkIsHeard(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program, runner)) {
      evaluate(nix, fleet("h3 = throw \"no\"; h5 = builtins.trace \"from the configuration\" (host \"h5\");"), new Capacity(2, 2, 8));
      for (int i = 0; i < HOSTS; i++) {
        assertEquals(1, Collections.frequency(heard.events, "started host " + i), heard.events.toString());
        assertEquals(1, Collections.frequency(heard.events, "finished host " + i), heard.events.toString());
      }
      assertTrue(heard.events.contains("line host 5 trace: from the configuration"), heard.events.toString());
      assertTrue(heard.events.stream().noneMatch(event -> event.contains("fleet-migrate-")), heard.events.toString());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void whatNixCanCatchAndWhatItCannotFailAlone(String program) throws IOException {
    String broken =
        """
        h2 = throw "no such disk";
        h4 = host (builtins.readFile ./missing);
        h9 = abort "stop everything";
        h10 = let again = again; in again;
        h11 = { };
        h20 = host 1 + "text";
        """;
    try (FlakeEvaluator nix = Nix.evaluator(program, runner)) {
      Map<String, Evaluated<String>> answers = evaluate(nix, fleet(broken), new Capacity(2, 2, 12));
      assertEquals("no such disk", failure(answers, 2).message());
      assertEquals(NixFailure.Kind.FILE_MISSING, failure(answers, 4).kind());
      assertTrue(failure(answers, 9).message().contains("stop everything"), failure(answers, 9).message());
      assertEquals(NixFailure.Kind.RECURSION, failure(answers, 10).kind());
      assertEquals(NixFailure.Kind.ATTRIBUTE_MISSING, failure(answers, 11).kind());
      assertTrue(!answers.get("host 20").succeeded());
      assertEquals(HOSTS - 6, answers.values().stream().filter(Evaluated::succeeded).count(), answers.toString());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aBrokenFlakeIsNotAskedHostByHost(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program, runner)) {
      GitRepo repo = GitRepo.init(folder.resolve("fleet"));
      FlakeSource source =
          FlakeSource.of(repo.root(), repo.write("flake.nix", "{ outputs = _: throw \"all of it\"; }").commit());
      Map<String, Evaluated<String>> answers = evaluate(nix, source, new Capacity(2, 2, 12));
      for (int i = 0; i < HOSTS; i++) {
        assertEquals("all of it", failure(answers, i).message());
      }
      assertTrue(runner.calls.get() <= HOSTS / 2, runner.calls + " processes");
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void valuesAreSharedOutToo(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program, runner)) {
      Map<String, Question> questions = new LinkedHashMap<>();
      for (int i = 0; i < HOSTS; i++) {
        questions.put("host " + i, new Question(AttrPath.of("hosts", "h" + i), "host: { inherit (host) name; lines = \"a\\nb\"; }"));
      }
      Map<String, Evaluated<JsonNode>> answers =
          new HostJobs(nix, new Capacity(2, 2, 4)).values(fleet("h6 = throw \"six\";"), questions, heard);
      assertEquals("h23", answers.get("host 23").value().orElseThrow().path("name").asText());
      assertEquals("a\nb", answers.get("host 22").value().orElseThrow().path("lines").asText());
      assertEquals("six", answers.get("host 6").failure().orElseThrow().message());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aStopLeavesNoProcessBehind(String program) throws Exception {
    String endless = "h1 = builtins.foldl' (a: b: a + b) 0 (builtins.genList (n: builtins.foldl' (a: b: a + b) n (builtins.genList (m: m) 100000)) 1000000);";
    try (FlakeEvaluator nix = Nix.evaluator(program, runner)) {
      FlakeSource source = fleet(endless);
      Cancellation stop = new Cancellation();
      heard.whenStarted = name -> {
        if (name.equals("host 1")) {
          stop.cancel();
        }
      };
      Map<String, Evaluated<String>> answers = evaluate(nix.until(stop), source, new Capacity(2, 2, 12));
      Duration left = Duration.ofNanos(System.nanoTime() - heard.lastStart);
      assertEquals(NixFailure.Kind.CANCELLED, failure(answers, 1).kind());
      assertTrue(left.toSeconds() < 20, left.toString());
      assertEquals(Optional.empty(), ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).findAny());
    }
  }

  /** The real one, counted. */
  private static final class CountingRunner implements CommandRunner {
    private final CommandRunner real = new ProcessCommandRunner(System.getenv());
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public Result run(Call call, Cancellation cancellation, Listener listener) throws IOException {
      if (call.arguments().contains("eval")) {
        calls.incrementAndGet();
      }
      return real.run(call, cancellation, listener);
    }

    @Override
    public Optional<Path> find(String program) {
      return real.find(program);
    }
  }

  private static final class Heard implements JobListener {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private Consumer<String> whenStarted = name -> {};
    private volatile long lastStart;

    @Override
    public void started(String job) {
      events.add("started " + job);
      lastStart = System.nanoTime();
      whenStarted.accept(job);
    }

    @Override
    public void line(String job, String line) {
      events.add("line " + job + " " + line);
    }

    @Override
    public void finished(String job, Duration elapsed) {
      events.add("finished " + job);
    }
  }
}
