package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.catalog.Catalog;
import io.github.fleetmigrate.catalog.CatalogException;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.StepsFolder;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line on streams in memory, a scripted engine and the project's own catalogue. */
final class CommandLineRunner {
  private final ScriptedEngine engine;
  private final Map<String, String> environment = new HashMap<>();
  private final List<GlobalOptions> opened = new ArrayList<>();
  private final Cancellation cancellation = new Cancellation();
  private Reader input = new StringReader("");
  private boolean terminal;
  private CommandRunner commands = new NoPrograms();
  private GlobalOptions.LogLevel logged;

  CommandLineRunner(ScriptedEngine engine) {
    this.engine = engine;
  }

  /** What a run left. */
  record Result(int code, byte[] bytes, String err) {
    String out() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** A person sits there and types this. */
  CommandLineRunner typing(String text) {
    return typing(new StringReader(text));
  }

  CommandLineRunner typing(Reader reader) {
    input = reader;
    terminal = true;
    return this;
  }

  CommandLineRunner with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  CommandLineRunner with(CommandRunner programs) {
    commands = programs;
    return this;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  /** The options that the last engine was opened with. */
  GlobalOptions options() {
    return opened.get(opened.size() - 1);
  }

  GlobalOptions.LogLevel logged() {
    return logged;
  }

  Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new BufferedReader(input),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            terminal,
            terminal);
    int code = FleetMigrate.run(new Scripted(console), arguments);
    return new Result(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }

  /** The migration of the project's own catalogue. */
  static Migration migration() {
    try {
      return new Catalog(new DiskStepsFolder(Path.of("migration-steps"))).load("nixos-fleet").migration();
    } catch (CatalogException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private final class Scripted implements Services {
    private final Console console;

    Scripted(Console console) {
      this.console = console;
    }

    @Override
    public Console console() {
      return console;
    }

    @Override
    public EngineSource engines() {
      return (options, repository, remember) -> {
        opened.add(options);
        return new Opened(engine, migration(), repository, () -> {});
      };
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
      logged = level;
    }

    @Override
    public StepsFolder steps(GlobalOptions options) {
      return new DiskStepsFolder(options.steps == null ? Path.of("migration-steps") : options.steps);
    }

    @Override
    public int wizard(Program program, Path repository, Level level) {
      console.out().println("wizard on " + repository);
      return 0;
    }
  }

  private static final class NoPrograms implements CommandRunner {
    @Override
    public Result run(Call call, Cancellation stop, Listener listener) {
      throw new AssertionError("no program was expected to run: " + call.arguments());
    }

    @Override
    public Optional<Path> find(String program) {
      return Optional.empty();
    }
  }
}
