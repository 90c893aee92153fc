package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The log file. */
class LogFileTest {
  @TempDir Path folder;

  @AfterEach
  void close() {
    LogFile.silence();
  }

  @Test
  void logsForTheOwnerAloneFromTheLevelOn() throws Exception {
    Path state = folder.resolve("100%g state");
    LogFile.open(Map.of("XDG_STATE_HOME", state.toString()), GlobalOptions.LogLevel.info);
    LoggerFactory.getLogger("test").info("it h\u00e4ppened");
    LoggerFactory.getLogger("test").debug("a detail");
    LogFile.silence();
    Path log = state.resolve("fleet-migrate/log/fleet-migrate.0.log");
    String text = Files.readString(log);
    assertTrue(text.contains("it h\u00e4ppened"), text);
    assertFalse(text.contains("a detail"), text);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log.getParent())));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log)));
  }

  @Test
  void goesOnWithoutALogWhereNoneCanBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    LogFile.open(Map.of("XDG_STATE_HOME", file.toString()), GlobalOptions.LogLevel.debug);
    LoggerFactory.getLogger("test").error("nobody hears this");
    assertEquals("in the way", Files.readString(file));
  }

  /** Nothing may print into the wizard's screen or beside a report. */
  @Test
  void neverLogsToTheConsole() {
    Logger.getLogger("").addHandler(new ConsoleHandler());
    LogFile.open(Map.of("XDG_STATE_HOME", folder.toString()), GlobalOptions.LogLevel.debug);
    Handler[] handlers = Logger.getLogger("").getHandlers();
    assertEquals(1, handlers.length);
    assertFalse(handlers[0] instanceof ConsoleHandler);
  }
}
