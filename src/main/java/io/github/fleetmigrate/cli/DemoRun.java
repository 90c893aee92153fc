package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.demo.SampleFleet;
import io.github.fleetmigrate.demo.SampleMachines;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineOptions.RolloutLimits;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.proof.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lays out the sample fleet as a repository and opens the wizard on it, or migrates it without one. */
final class DemoRun {
  private static final String NAME = "fleet-migrate";
  private static final Duration LIMIT = Duration.ofMinutes(5);
  /** Machines that are played do not fail later on. */
  private static final Duration WATCH = Duration.ofSeconds(2);

  private final Program program;
  private final Services services;

  DemoRun(Program program, Services services) {
    this.program = program;
    this.services = services;
  }

  ExitStatus run(Path dir, boolean headless, Level level) throws Refusal, IOException {
    Path where = dir == null ? Files.createTempDirectory("fleet-migrate-demo-") : dir.toAbsolutePath();
    Optional<Path> nix = services.commands().find(program.options().nix);
    SampleFleet.Layout layout = opened(where, nix);
    program.talk().println("The sample fleet is in " + layout.repository() + ", its answers in " + layout.answers());
    if (!headless) {
      if (!program.console().terminal()) {
        program.talk().println("There is no terminal here. To migrate it without the wizard: fleet-migrate demo --headless");
        return ExitStatus.DONE;
      }
      int code = services.wizard(program, layout.repository(), level);
      program.talk().println("Come back to it: " + launcher() + " demo --dir " + layout.repository().getParent());
      return Stream.of(ExitStatus.values()).filter(s -> s.code() == code).findFirst().orElse(ExitStatus.CHECK_FAILED);
    }
    return headless(layout, nix.isPresent(), level);
  }

  /** A sample that was laid out there earlier is opened as it was left. */
  private SampleFleet.Layout opened(Path where, Optional<Path> nix) throws Refusal, IOException {
    Optional<SampleFleet.Layout> earlier;
    SampleFleet.Layout layout;
    try {
      earlier = SampleFleet.found(where);
      layout = earlier.isPresent() ? earlier.get() : SampleFleet.layOut(where);
    } catch (IOException e) {
      throw new Refusal(
          ExitStatus.BAD_INPUT, e.getMessage(), "name an empty or a new folder with --dir, or that of an earlier demo");
    }
    enter(layout);
    if (earlier.isEmpty()) {
      makeRepository(layout, nix);
    }
    return layout;
  }

  private void makeRepository(SampleFleet.Layout layout, Optional<Path> nix) throws Refusal, IOException {
    if (nix.isPresent()) {
      lock(nix.get(), layout.repository());
    }
    SampleRepository.commit(layout.repository());
    answerSource(layout);
    if (nix.isPresent()) {
      new SampleMachines(layout, services.commands(), program.options().nix).begin(program.cancellation());
    }
    SampleFleet.finish(layout);
  }

  /** From here on commands are about this sample. */
  private void enter(SampleFleet.Layout layout) {
    program.options().repo = layout.repository();
    RolloutLimits usual = RolloutLimits.USUAL;
    program.options().rollout = new RolloutLimits(usual.push(), usual.comeBack(), WATCH, usual.pause());
  }

  /** How this program is called from here. */
  private String launcher() {
    String home = System.getProperty("fleetmigrate.home");
    return home == null || services.commands().find(NAME).isPresent() ? NAME : Path.of(home, "bin", NAME).toString();
  }

  /** Where the sample's nixos-fleet is nobody could know; everything else is left to the person. */
  private void answerSource(SampleFleet.Layout layout) throws Refusal, IOException {
    try (Session session = Session.open(program, layout.repository(), true)) {
      var answers = AnswersFile.read(layout.answers(), session.migration());
      session.run(new Command.Answer(Map.of("source", answers.get("source"))), event -> {});
    }
  }

  private ExitStatus headless(SampleFleet.Layout layout, boolean withNix, Level level) throws Refusal, IOException {
    Path answers = layout.answers();
    if (!withNix) {
      program.talk()
          .println("nix is not installed: hosts cannot be evaluated, so the sample can only be checked, not migrated.");
      EngineCommands commands = new EngineCommands(program);
      return commands.check();
    }
    EngineCommands commands = new EngineCommands(program);
    ExitStatus applied = new ApplyRun(program).run(PhaseRange.all(), level, answers, true);
    if (applied != ExitStatus.DONE) {
      return applied;
    }
    program.talk().println();
    // For a script the events have said it all, one a line; a report behind them would not be.
    ExitStatus status = program.options().json() ? applied : commands.status();
    program.talk().println("Look around: cd " + layout.repository() + " && git log --stat");
    program.talk().println("Go back: fleet-migrate --repo " + layout.repository() + " rollback --to start --yes");
    return status;
  }

  private void lock(Path nix, Path repository) throws IOException {
    List<String> call =
        new ArrayList<>(
            List.of(
                nix.toString(),
                "--extra-experimental-features",
                "nix-command flakes",
                "flake",
                "lock",
                "path:" + repository));
    CommandRunner.Result result =
        services
            .commands()
            .run(new CommandRunner.Call(call, repository, Map.of(), LIMIT), new Cancellation(), line -> {});
    if (!result.succeeded()) {
      throw new IOException("the sample's inputs cannot be locked: " + result.errors().lines().findFirst().orElse(""));
    }
  }
}
