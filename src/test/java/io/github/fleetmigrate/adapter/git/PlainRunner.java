package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs programs for these tests: with a given environment on top of this process's own, output through files. */
final class PlainRunner implements CommandRunner {
  private final Map<String, String> environment;
  private final boolean withGit;

  PlainRunner(Map<String, String> environment, boolean withGit) {
    this.environment = environment;
    this.withGit = withGit;
  }

  @Override
  public Result run(Call call, Cancellation cancellation, Listener listener) throws IOException {
    Path out = Files.createTempFile("runner", ".out");
    Path err = Files.createTempFile("runner", ".err");
    try {
      long begin = System.nanoTime();
      ProcessBuilder builder = new ProcessBuilder(call.arguments());
      builder.environment().putAll(environment);
      builder.environment().putAll(call.environment());
      builder.redirectInput(new File("/dev/null")).redirectOutput(out.toFile()).redirectError(err.toFile());
      if (call.directory() != null) {
        builder.directory(call.directory().toFile());
      }
      int code = builder.start().waitFor();
      return new Result(
          End.EXITED,
          code,
          new String(Files.readAllBytes(out), StandardCharsets.UTF_8),
          new String(Files.readAllBytes(err), StandardCharsets.UTF_8),
          Duration.ofNanos(System.nanoTime() - begin));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  @Override
  public Optional<Path> find(String program) {
    if (!withGit) {
      return Optional.empty();
    }
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path candidate = Path.of(folder, program);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
