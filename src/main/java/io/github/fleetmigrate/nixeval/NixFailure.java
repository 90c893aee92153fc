package io.github.fleetmigrate.nixeval;

import java.util.List;

/**
 * Why nix gave no value.
 *
 * @param message nix's own error on one line
 * @param lines nix's own error with its place, and what led to it where that matters
 * @param remedy what a person can do; null where nothing general can be said
 * @param log all that nix wrote
 */
public record NixFailure(Kind kind, String message, List<String> lines, String remedy, String log) {
  public NixFailure {
    lines = List.copyOf(lines);
  }

  /** The likely cause. */
  public enum Kind {
    /** No nix, or one that is too old. */
    NO_NIX,
    /** {@code nix-command} or {@code flakes} are not enabled and cannot be. */
    FEATURES,
    CANCELLED,
    TIMED_OUT,
    /** Something has to be fetched and cannot be: no network, no access, not there. */
    FETCH,
    /** A {@code path:} input, or another absolute path, that does not exist on this machine. */
    PATH_MISSING,
    /** An input's content is not what the lock file says. */
    LOCK_MISMATCH,
    /** A file that the flake names is not in its tree: usually not tracked by git. */
    FILE_MISSING,
    COMMIT_MISSING,
    SYNTAX,
    ATTRIBUTE_MISSING,
    /** A function was called with an argument too many or too few, {@code outputs} among them. */
    ARGUMENT,
    RECURSION,
    IMPURE,
    MEMORY,
    /** The machine cannot build for that system. */
    PLATFORM,
    BUILD,
    /** An error of the configuration's own: a throw, a failed assertion, a wrong type. */
    EVALUATION
  }

  /** The message, and what a person can do where that is known; on one line. */
  public String withRemedy() {
    return remedy == null ? message : message + " (" + remedy + ")";
  }

  /** The message and what a person can do on the first line, nix's own lines below. */
  public String inLines() {
    return lines.isEmpty() ? withRemedy() : withRemedy() + "\n" + String.join("\n", lines);
  }

  /** Nix's own lines, and below them what it most likely means and what helps, where that is known. */
  public String explained() {
    String own = lines.isEmpty() ? message : String.join("\n", lines);
    return remedy == null ? own : own + "\n(" + remedy + ")";
  }

  static NixFailure noNix(String message) {
    return new NixFailure(
        Kind.NO_NIX, message, List.of(message), "install nix 2.8 or later, or name one with --nix", message);
  }

  @Override
  public String toString() {
    return message;
  }
}
