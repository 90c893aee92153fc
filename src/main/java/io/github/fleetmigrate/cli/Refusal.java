package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;

/** Ends a command before an engine is there: what is wrong, and what to do. */
final class Refusal extends Exception {
  private final ExitStatus status;
  private final String remedy;

  Refusal(ExitStatus status, String message, String remedy) {
    super(message);
    this.status = status;
    this.remedy = remedy;
  }

  ExitStatus status() {
    return status;
  }

  String remedy() {
    return remedy;
  }
}
