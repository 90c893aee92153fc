package io.github.fleetmigrate.repo;

/**
 * A machine of {@code nixosConfigurations}.
 *
 * @param system such as {@code x86_64-linux}; null where it could not be evaluated
 */
public record Host(String name, String system, Source source) {}
