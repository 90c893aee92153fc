package io.github.fleetmigrate.engine;

import java.util.Objects;

/**
 * Why a command stopped, fit for a person.
 *
 * @param status how the command ends because of it
 * @param message what is wrong and where, one line
 * @param remedy what to do, one line; commands in it run as they stand
 * @param detail more, such as nix's own message; may have many lines; null if there is none
 */
public record Problem(ExitStatus status, String message, String remedy, String detail) {
  public Problem {
    Objects.requireNonNull(status);
    Objects.requireNonNull(message);
    Objects.requireNonNull(remedy);
  }
}
