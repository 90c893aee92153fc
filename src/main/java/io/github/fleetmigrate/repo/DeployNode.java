package io.github.fleetmigrate.repo;

import java.util.List;

/**
 * A deploy-rs node with the settings it inherits: deploy, then node, then its system profile, the innermost wins.
 *
 * @param targetUser null where {@code sshUser} is left out (deploy-rs then takes the local user's name)
 * @param targetPort from {@code -p N} or {@code -o Port=N} in {@code sshOpts}; null where none is given
 * @param profiles names, the system profile among them
 */
public record DeployNode(
    String name,
    String targetHost,
    String targetUser,
    Integer targetPort,
    boolean buildOnTarget,
    List<String> tags,
    List<String> profiles,
    List<String> sshOptions,
    boolean interactiveSudo,
    Boolean magicRollback,
    Source source) {
  public DeployNode {
    tags = List.copyOf(tags);
    profiles = List.copyOf(profiles);
    sshOptions = List.copyOf(sshOptions);
  }
}
