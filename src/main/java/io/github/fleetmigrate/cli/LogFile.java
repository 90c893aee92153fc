package io.github.fleetmigrate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/**
 * The log: a file for its owner alone, under {@code ${XDG_STATE_HOME:-~/.local/state}/fleet-migrate/log/}, rotated.
 * Nothing is ever logged to the console, where it would draw over the wizard and into reports.
 */
final class LogFile {
  private static final int BYTES = 1_000_000;
  private static final int FILES = 4;

  private LogFile() {}

  /** Takes away what Java logs to by itself. */
  static void silence() {
    LogManager.getLogManager().reset();
  }

  /** Logs into the file from now on. A file that cannot be written is no reason to stop: there is no log then. */
  static void open(Map<String, String> environment, GlobalOptions.LogLevel level) {
    silence();
    try {
      Path folder = folder(environment);
      Files.createDirectories(
          folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      FileHandler handler =
          new FileHandler(folder.toString().replace("%", "%%") + "/fleet-migrate.%g.log", BYTES, FILES, true);
      try (Stream<Path> logs = Files.list(folder)) {
        for (Path log : logs.toList()) {
          Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-------"));
        }
      }
      handler.setEncoding("UTF-8");
      handler.setFormatter(new SimpleFormatter());
      handler.setErrorManager(new Quiet());
      handler.setLevel(Level.ALL);
      Logger root = Logger.getLogger("");
      root.addHandler(handler);
      root.setLevel(jul(level));
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      silence();
    }
  }

  private static Path folder(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    // The convention says that a relative path is to be ignored.
    Path base =
        state.startsWith("/") ? Path.of(state) : Path.of(System.getProperty("user.home"), ".local", "state");
    return base.resolve("fleet-migrate").resolve("log");
  }

  private static Level jul(GlobalOptions.LogLevel level) {
    return switch (level) {
      case error -> Level.SEVERE;
      case warn -> Level.WARNING;
      case info -> Level.INFO;
      case debug -> Level.FINE;
    };
  }

  /** A full disk must not print into the wizard. */
  private static final class Quiet extends ErrorManager {
    @Override
    public void error(String message, Exception e, int code) {}
  }
}
