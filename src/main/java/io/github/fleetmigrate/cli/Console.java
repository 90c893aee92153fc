package io.github.fleetmigrate.cli;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command reads from and prints to.
 *
 * @param terminal whether a person sits in front of both standard input and output, and can be asked
 * @param screen whether standard output is a terminal
 */
public record Console(
    BufferedReader in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean terminal,
    boolean screen) {

  /** One line of what is wrong, one of what to do. */
  void problem(String message, String remedy) {
    err.println("fleet-migrate: " + Neutral.line(message));
    if (remedy != null && !remedy.isBlank()) {
      err.println("  " + Neutral.line(remedy));
    }
  }
}
