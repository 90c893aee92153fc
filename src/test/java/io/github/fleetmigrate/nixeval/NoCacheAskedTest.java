package io.github.fleetmigrate.nixeval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.testing.GitRepo;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The user's binary caches are for building: a host is evaluated without a word to them. */
class NoCacheAskedTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.fleetmigrate.testing.Tools#nixes")
  void evaluationAsksNoCacheAndBuildingDoes(String program) throws IOException {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer cache = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cache.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    cache.start();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("NIX_CONFIG", "substituters = http://127.0.0.1:" + cache.getAddress().getPort());
    ProcessCommandRunner runner = new ProcessCommandRunner(environment);
    Path path = Tools.require(program);
    NixProgram nix = NixProgram.probe(runner, path.toString(), LIMIT).value().orElseThrow();
    GitRepo repo = GitRepo.init(folder);
    String host =
        "h = derivation { name = \"h\"; where = \"" + folder + "\"; system = \"x86_64-linux\"; builder = \"/bin/sh\"; args = [ \"-c\" \"echo > $out\" ]; };";
    repo.write("flake.nix", "{ outputs = { self }: { hosts = { " + host + " i = { drvPath = \"/text\"; }; }; }; }");
    FlakeSource source = FlakeSource.of(repo.root(), repo.commit());
    NixOptions online = new NixOptions(path, false, false, Map.of(), LIMIT);
    try (FlakeEvaluator evaluator = new FlakeEvaluator(runner, nix, online)) {
      JobListener deaf =
          new JobListener() {
            @Override
            public void started(String job) {}

            @Override
            public void line(String job, String line) {}

            @Override
            public void finished(String job, Duration elapsed) {}
          };
      Map<String, AttrPath> hosts = Map.of("h", AttrPath.of("hosts", "h"), "i", AttrPath.of("hosts", "i"));
      HostJobs jobs = new HostJobs(evaluator, new Capacity(1, 1, 2));
      assertTrue(jobs.derivations(source, hosts, deaf).values().stream().allMatch(Evaluated::succeeded));
      assertTrue(evaluator.outputNames(source).succeeded());
      assertEquals(List.of(), asked);
      jobs.builds(source, Map.of("h", AttrPath.of("hosts", "h")), deaf);
      assertTrue(!asked.isEmpty(), "a build asks the cache, so the cache is one that nix would ask");
    } finally {
      cache.stop(0);
    }
  }
}
