package io.github.fleetmigrate.repo;

import java.util.Locale;

/**
 * Something a person should know before or after the migration.
 *
 * @param id stable, dotted: {@code inventory.host-missing}
 * @param host the host it is about; null where it is about the repository
 * @param where {@code file} or {@code file:line}; null where it has no place
 * @param message what is so and why it matters
 * @param remedy what to do
 */
public record Finding(String id, Severity severity, String host, String where, String message, String remedy) {
  public enum Severity {
    /** Good to know. */
    INFO,
    /** To be looked at; the migration goes on. */
    WARNING,
    /** Going on would lose something. */
    ERROR;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
