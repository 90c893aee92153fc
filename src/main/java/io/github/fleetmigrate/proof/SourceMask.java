package io.github.fleetmigrate.proof;

import io.github.fleetmigrate.nixeval.SourceIdentity;

/**
 * Puts the same words in the place of what a flake knows of its own source: its store path, the hash of its content, its
 * revision and the short form of that, and nothing else.
 */
final class SourceMask {
  private final SourceIdentity identity;

  SourceMask(SourceIdentity identity) {
    this.identity = identity;
  }

  /** What stands for it begins with a character that no text of a derivation can hold. */
  String apply(String text) {
    return text.replace(identity.storePath(), "\0<source path>")
        .replace(identity.narHash(), "\0<source hash>")
        .replace(identity.rev(), "\0<source revision>")
        .replace(identity.shortRev(), "\0<source short revision>");
  }

  /** The same for a person's eyes. */
  String shown(String text) {
    return apply(text).replace("\0", "");
  }

  SourceIdentity identity() {
    return identity;
  }
}
