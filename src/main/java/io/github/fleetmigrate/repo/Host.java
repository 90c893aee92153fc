package io.github.fleetmigrate.repo;

/**
 * A machine of {@code nixosConfigurations}.
 *
 * @param system such as {@code x86_64-linux}; null where it could not be learned
 * @param where {@code file:line} that names it; null where no place is known
 */
public record Host(String name, String system, Source source, String where) {
  public Host(String name, String system, Source source) {
    this(name, system, source, null);
  }
}
