package io.github.fleetmigrate.proof;

import java.util.List;
import java.util.Optional;

/**
 * Recognises the difference that comes of another version label ({@code system.nixos.label}) and what to do about it: a
 * hive that evaluates with the plain {@code lib} loses the suffix that a flake's own {@code lib.nixosSystem} sets
 * (colmena issues 162 and 294).
 */
final class VersionLabel {
  private static final String SYSTEM = "nixos-system-";
  private static final List<String> LABELLED = List.of("os-release", "lsb-release", "initrd-release", "nixos-version");

  private VersionLabel() {}

  /** A note for a person where the systems' labels differ; it says whether anything else does. */
  static Optional<String> note(String host, String before, String after, List<Difference> differences) {
    String prefix = SYSTEM + host + "-";
    String was = Derivation.nameOf(before).replaceFirst("\\.drv$", "");
    String is = Derivation.nameOf(after).replaceFirst("\\.drv$", "");
    if (!was.startsWith(prefix) || !is.startsWith(prefix) || was.equals(is)) {
      return Optional.empty();
    }
    boolean alone = differences.stream().allMatch(difference -> isLabelled(difference.derivation()));
    return Optional.of(
        "the version label differs"
            + (alone ? " and nothing else" : "")
            + ": "
            + was.substring(prefix.length())
            + " became "
            + is.substring(prefix.length())
            + "; carrying lib, or system.nixos.versionSuffix, over makes it vanish");
  }

  private static boolean isLabelled(String derivation) {
    return derivation.startsWith(SYSTEM) || LABELLED.stream().anyMatch(derivation::endsWith);
  }
}
