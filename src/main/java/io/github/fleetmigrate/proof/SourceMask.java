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

  String apply(String text) {
    return text.replace(identity.storePath(), "<source path>")
        .replace(identity.narHash(), "<source hash>")
        .replace(identity.rev(), "<source revision>")
        .replace(identity.shortRev(), "<source short revision>");
  }

  SourceIdentity identity() {
    return identity;
  }
}
