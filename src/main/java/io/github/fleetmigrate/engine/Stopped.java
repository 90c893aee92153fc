package io.github.fleetmigrate.engine;

/** Ends a command early because of a problem that a person can understand and act on. */
final class Stopped extends Exception {
  private final transient Problem problem;

  Stopped(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  static Stopped because(ExitStatus status, String message, String remedy) {
    return new Stopped(new Problem(status, message, remedy, null));
  }

  static Stopped because(ExitStatus status, String message, String remedy, String detail) {
    return new Stopped(new Problem(status, message, remedy, detail));
  }

  Problem problem() {
    return problem;
  }
}
