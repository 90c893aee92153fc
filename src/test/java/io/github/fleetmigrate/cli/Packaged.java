package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the packaged program, or a script that stands for it, without a terminal. */
final class Packaged {
  private static final long LIMIT_SECONDS = 120;

  private final Path program;
  private final Map<String, String> environment;
  private final Path folder;

  private Packaged(Path program, Map<String, String> environment, Path folder) {
    this.program = program;
    this.environment = Map.copyOf(environment);
    this.folder = folder;
  }

  /** What a program that has ended left. */
  record Ended(int code, String out, String err) {}

  /** The launcher that the build left, run in a folder with this process's environment; its log is the build's. */
  static Packaged launcher(Path folder) {
    Path state = Path.of("target", "test-state").toAbsolutePath();
    return new Packaged(built(), System.getenv(), folder).with("XDG_STATE_HOME", state.toString());
  }

  /** Where the build left the launcher. */
  static Path built() {
    String launcher = System.getProperty("fleetmigrate.launcher");
    assertNotNull(launcher, "run by failsafe, which names the launcher");
    Path program = Path.of(launcher);
    assertTrue(Files.isExecutable(program), program + " is not executable");
    return program;
  }

  Packaged at(Path other) {
    return new Packaged(other, environment, folder);
  }

  /** With a variable set, or unset by null. */
  Packaged with(String name, String value) {
    Map<String, String> changed = new HashMap<>(environment);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new Packaged(program, changed, folder);
  }

  ProcessBuilder prepared(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return builder;
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("packaged", ".out");
    Path err = Files.createTempFile("packaged", ".err");
    try {
      Process process =
          prepared(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(program + " did not end; it printed: " + Files.readString(out) + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
