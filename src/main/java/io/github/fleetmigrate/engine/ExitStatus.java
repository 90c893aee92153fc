package io.github.fleetmigrate.engine;

/** How a command ended; the numbers are the command line's exit codes and an interface. */
public enum ExitStatus {
  DONE(0),
  /** A verification or a health check failed. */
  CHECK_FAILED(1),
  /** Wrong usage or bad input. */
  BAD_INPUT(2),
  /** Stopped for a decision only a person can take. */
  DECISION_NEEDED(3),
  /** Something needed is missing. */
  MISSING(4),
  /** Interrupted; can be resumed. */
  INTERRUPTED(130);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
