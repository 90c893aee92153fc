package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.EngineOptions.RolloutLimits;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.HostReady;
import io.github.fleetmigrate.journal.JournalEntry.HostStage;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.StepsFolder;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.testing.Tools;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a newcomer: {@code demo}, five phases, and a rollout that stays within the sample's folder. */
class DemoRolloutTest {
  private static final Path STEPS = Path.of("migration-steps");

  @TempDir static Path folder;
  private static Path sample;

  @BeforeAll
  static void migrate() {
    Tools.require("nix");
    sample = folder.resolve("sample");
    InProcess.Ended ended = InProcess.run("demo", "--dir", sample.toString(), "--headless", "--level", "eval");
    assertEquals(0, ended.exit(), ended.out() + ended.err());
  }

  /** What a person does in the wizard. */
  private interface Visit {
    void of(Engine engine) throws IOException;
  }

  /** The program's services on a terminal, with a visit in the place of the wizard. */
  private record Visited(Console console, CommandRunner commands, Cancellation cancellation, Visit visit)
      implements Services {
    @Override
    public EngineSource engines() {
      return new RealEngines(commands, this::steps);
    }

    @Override
    public void logAt(GlobalOptions.LogLevel level) {}

    @Override
    public StepsFolder steps(GlobalOptions options) {
      return new DiskStepsFolder(STEPS);
    }

    @Override
    public int wizard(Program program, Path repository, Level level) throws Refusal, IOException {
      RolloutLimits usual = program.options().rollout;
      program.options().rollout = new RolloutLimits(usual.push(), usual.comeBack(), Duration.ZERO, usual.pause());
      try (Opened opened = engines().open(program.options(), repository, true)) {
        visit.of(opened.engine());
      }
      return 0;
    }
  }

  /** Programs in front of PATH that tell on whoever starts them. */
  private static Map<String, String> tellTaleEnvironment() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String program : List.of("sudo", "ssh", "nixos-rebuild", "fleet", "colmena")) {
      Files.writeString(bin.resolve(program), "#!/bin/sh\necho \"$0 $*\" >> '" + folder.resolve("started") + "'\n");
      assertTrue(bin.resolve(program).toFile().setExecutable(true));
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.merge("PATH", bin.toString(), (old, first) -> first + ":" + old);
    return environment;
  }

  private static void noneWasStarted() {
    assertFalse(Files.exists(folder.resolve("started")), "a program of this machine was started");
  }

  private static String demo(Visit visit) throws IOException {
    Map<String, String> environment = tellTaleEnvironment();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ProcessCommandRunner commands = new ProcessCommandRunner(environment);
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      Console console =
          new Console(new BufferedReader(new StringReader("")), printed, printed, environment, true, true);
      Services services = new Visited(console, commands, new Cancellation(), visit);
      assertEquals(0, FleetMigrate.run(services, new String[] {"demo", "--dir", sample.toString()}), out::toString);
    }
    noneWasStarted();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<EngineEvent> done(Engine engine, Command command) {
    List<EngineEvent> events = new ArrayList<>();
    assertEquals(ExitStatus.DONE, engine.execute(command, events::add, new Cancellation()), events::toString);
    return events;
  }

  private static <E> List<E> of(Class<E> kind, List<EngineEvent> events) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static HostReady prepared(Engine engine, String host) {
    return of(EngineEvent.HostPrepared.class, done(engine, new Command.Prepare(host))).get(0).ready();
  }

  private static HostStage stage(List<EngineEvent> events) {
    List<EngineEvent.RolloutChanged> changed = of(EngineEvent.RolloutChanged.class, events);
    return changed.get(changed.size() - 1).now().stage();
  }

  @Test
  void everyHostIsPushedWithinTheFolderTakenBackAndFoundAgain() throws IOException {
    String said =
        demo(
            engine -> {
              for (String host : List.of("axon", "nexus", "cortex", "orion")) {
                HostReady ready = prepared(engine, host);
                assertNotEquals(ready.running(), ready.system());
                assertTrue(ready.changesKnown() && !ready.changes().isEmpty(), ready.toString());
                List<EngineEvent> events = done(engine, new Command.Push(host, ready.system()));
                assertEquals(HostStage.CONFIRMED, stage(events));
                assertFalse(of(EngineEvent.HostOutput.class, events).isEmpty());
                assertTrue(runs(host).startsWith(ready.system() + " "), runs(host));
              }
            });
    assertTrue(said.contains("Come back to it: fleet-migrate demo --dir " + sample.toRealPath()), said);
    String pushed = runs("axon");
    demo(engine -> assertEquals(HostStage.ROLLED_BACK, stage(done(engine, new Command.TakeBack("axon")))));
    assertNotEquals(pushed, runs("axon"));
    InProcess.Ended ended =
        InProcess.run(
            new InProcess.Setting(tellTaleEnvironment(), null),
            "--repo", sample.resolve("fleet").toString(), "rollout", "--watch", "0", "--hosts", "axon", "--yes");
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertEquals(pushed, runs("axon"), "without demo it is the same");
    noneWasStarted();
  }

  private static String runs(String host) throws IOException {
    Path machine = sample.resolve("machines").resolve(host);
    return Files.readString(machine.resolve("system-" + Files.readString(machine.resolve("generation")).strip()));
  }

  @Test
  void aForeignFolderIsRefusedAndLeftAlone(@TempDir Path foreign) throws IOException {
    Files.writeString(foreign.resolve("mine"), "mine");
    InProcess.Ended ended = InProcess.run("demo", "--dir", foreign.toString());
    assertEquals(2, ended.exit());
    assertTrue(ended.err().contains(foreign + ": is not empty"), ended.err());
    try (var files = Files.list(foreign)) {
      assertEquals(List.of(foreign.resolve("mine")), files.toList());
    }
  }
}
