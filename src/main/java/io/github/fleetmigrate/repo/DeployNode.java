package io.github.fleetmigrate.repo;

import java.util.List;

/**
 * A deploy-rs node with the settings it inherits: deploy, then node, then its system profile, the innermost wins.
 *
 * @param targetHost null where it could not be learned
 * @param targetUser null where {@code sshUser} is left out (deploy-rs then takes the local user's name), or unread
 * @param targetPort from {@code -p N} or {@code -o Port=N} in {@code sshOpts}; null where none is given
 * @param profiles names, the system profile among them
 * @param where {@code file:line} that names it; null where no place is known
 * @param unread those of {@code targetHost}, {@code targetUser}, {@code targetPort}, {@code buildOnTarget}, {@code
 *     profiles}, {@code interactiveSudo} and {@code magicRollback} that it may have and that could not be learned; what
 *     stands here for them says nothing
 * @param activation what the system profile activates with, {@code nixos} as a rule; null where that is not known
 * @param configuration name of the host that the system profile activates; null where that is not known
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
    Source source,
    String where,
    List<String> unread,
    String activation,
    String configuration) {
  public DeployNode {
    tags = List.copyOf(tags);
    profiles = List.copyOf(profiles);
    sshOptions = List.copyOf(sshOptions);
    unread = unread == null ? List.of() : List.copyOf(unread);
  }

  /** A node with all its settings known. */
  public DeployNode(
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
    this(
        name, targetHost, targetUser, targetPort, buildOnTarget, tags, profiles, sshOptions, interactiveSudo,
        magicRollback, source, null, List.of(), null, null);
  }

  /** The same node with what the files say of it beside its evaluated settings. */
  public DeployNode placed(String place, String activatedWith, String activated) {
    return new DeployNode(
        name, targetHost, targetUser, targetPort, buildOnTarget, tags, profiles, sshOptions, interactiveSudo,
        magicRollback, source, place, unread, activatedWith, activated);
  }
}
