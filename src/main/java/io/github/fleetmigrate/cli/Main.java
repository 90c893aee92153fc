package io.github.fleetmigrate.cli;

import com.googlecode.lanterna.screen.TerminalScreen;
import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.demo.SampleFleet;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.SshQuestions;
import io.github.fleetmigrate.port.StepsFolder;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.tui.view.Background;
import io.github.fleetmigrate.tui.view.ScreenQuestions;
import io.github.fleetmigrate.tui.view.SttyTerminal;
import io.github.fleetmigrate.tui.view.TerminalWizard;
import io.github.fleetmigrate.tui.view.WizardOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where the program starts: real streams, real programs, and what a signal does. */
public final class Main {
  /** How long a signal waits for a command to stop by itself; what it was doing can be resumed either way. */
  private static final long GRACE_SECONDS = 8;

  private Main() {}

  public static void main(String[] args) {
    LogFile.silence();
    Cancellation cancellation = new Cancellation();
    CountDownLatch over = new CountDownLatch(1);
    ProcessCommandRunner commands = new ProcessCommandRunner(System.getenv());
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interrupted(cancellation, over, commands), "signal"));
    int code;
    try (commands) {
      code = FleetMigrate.run(new Real(console(), commands, cancellation), args);
    } finally {
      over.countDown();
    }
    System.exit(cancellation.isCancelled() ? ExitStatus.INTERRUPTED.code() : code);
  }

  /** A signal stops the work, waits until its files are in order, and ends with 130. */
  private static void interrupted(
      Cancellation cancellation, CountDownLatch over, ProcessCommandRunner commands) {
    if (over.getCount() == 0) {
      return;
    }
    cancellation.cancel();
    try {
      over.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    commands.close();
    Runtime.getRuntime().halt(ExitStatus.INTERRUPTED.code());
  }

  private static Console console() {
    return new Console(
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        System.getenv(),
        isTerminal("in") && isTerminal("out"),
        isTerminal("out"));
  }

  /** Whether a stream is a terminal: the launcher tells, because Java 17 cannot tell the streams apart. */
  private static boolean isTerminal(String stream) {
    return List.of(System.getProperty("fleetmigrate.terminal", "").split(",")).contains(stream);
  }

  /** The program's services on a real machine. */
  private static final class Real implements Services {
    private final Console console;
    private final CommandRunner commands;
    private final Cancellation cancellation;

    Real(Console console, CommandRunner commands, Cancellation cancellation) {
      this.console = console;
      this.commands = commands;
      this.cancellation = cancellation;
    }

    @Override
    public Console console() {
      return console;
    }

    @Override
    public EngineSource engines() {
      return new RealEngines(commands, this::steps, this::questions);
    }

    /** A person at the terminal is asked; nobody is where there is none. */
    private SshQuestions questions(GlobalOptions options) {
      java.io.Console keyboard = System.console();
      if (!console.terminal() || keyboard == null) {
        return SshQuestions.NOBODY;
      }
      PrintStream talk = options.json() ? console.err() : console.out();
      return new TerminalQuestions(
          console,
          talk,
          cancellation,
          question -> {
            talk.print(question);
            talk.flush();
            return keyboard.readPassword();
          });
    }

    @Override
    public CommandRunner commands() {
      return commands;
    }

    @Override
    public Cancellation cancellation() {
      return cancellation;
    }

    @Override
    public void logAt(GlobalOptions.LogLevel level) {
      LogFile.open(console.environment(), level);
    }

    @Override
    public StepsFolder steps(GlobalOptions options) throws Refusal {
      if (options.steps != null) {
        if (!Files.isDirectory(options.steps)) {
          throw new Refusal(ExitStatus.BAD_INPUT, options.steps + " is no folder", "name a folder of migrations with --steps");
        }
        return new DiskStepsFolder(options.steps);
      }
      String home = System.getProperty("fleetmigrate.home");
      if (home == null) {
        throw new Refusal(
            ExitStatus.MISSING, "the program does not know where its steps are", "start it with bin/fleet-migrate, or name them with --steps");
      }
      return new DiskStepsFolder(Path.of(home, "steps"));
    }

    @Override
    public int wizard(Program program, Path repository, Level level) throws Refusal, IOException {
      if (!console.terminal()) {
        throw new Refusal(
            ExitStatus.MISSING,
            "the wizard needs a terminal, and there is none here",
            "without one: `fleet-migrate plan`, then `fleet-migrate apply --yes`");
      }
      // The screen is the wizard's own: nothing else may ask there.
      ScreenQuestions questions = new ScreenQuestions();
      try (Opened opened = new RealEngines(commands, this::steps, options -> questions).open(program.options(), repository, true)) {
        SttyTerminal terminal = terminal();
        TerminalScreen screen = new TerminalScreen(terminal);
        return TerminalWizard.run(
            opened.engine(),
            screen,
            new WizardOptions(
                program.options().colored(console),
                Background.of(console.environment()),
                level,
                cancellation,
                new OwnEditor(console.environment()),
                terminal,
                !"off".equals(console.environment().get("FLEET_MIGRATE_MOUSE")),
                questions,
                SampleFleet.around(opened.root()).isPresent() ? "demo: no real machine is touched" : "",
                said -> console.err().println(Neutral.line(said))));
      }
    }

    private SttyTerminal terminal() throws Refusal {
      if (List.of("", "dumb").contains(console.environment().getOrDefault("TERM", ""))) {
        throw new Refusal(
            ExitStatus.MISSING,
            "the wizard needs a terminal that can place text, and TERM says that this one cannot",
            "set TERM to what it is, or go without: `fleet-migrate plan`, then `fleet-migrate apply --yes`");
      }
      try {
        return SttyTerminal.open(System.in, System.out, console.environment());
      } catch (IOException e) {
        throw new Refusal(
            ExitStatus.MISSING, e.getMessage(), "without it: `fleet-migrate plan`, then `fleet-migrate apply --yes`");
      }
    }
  }
}
