package io.github.fleetmigrate.nixeval;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What a flake can learn about its own source through {@code self}.
 *
 * @param storePath the tree's place in the store; {@code self.outPath} is that, or a folder in it
 * @param narHash of the tree, as {@code sha256-…}
 * @param rev full commit id
 * @param lastModified of the commit, in seconds since 1970
 * @param revCount null in a shallow clone
 */
public record SourceIdentity(String storePath, String narHash, String rev, long lastModified, Long revCount) {

  /** From the answer of {@code nix flake metadata --json}. */
  static SourceIdentity of(JsonNode metadata) {
    JsonNode locked = metadata.path("locked");
    return new SourceIdentity(
        metadata.path("path").asText(),
        locked.path("narHash").asText(),
        locked.path("rev").asText(),
        metadata.path("lastModified").asLong(),
        locked.hasNonNull("revCount") ? locked.path("revCount").asLong() : null);
  }

  /** {@code self.shortRev}: nix always takes seven digits. */
  public String shortRev() {
    return rev.substring(0, 7);
  }

  /** {@code self.lastModifiedDate}: the commit's time in UTC. */
  public String lastModifiedDate() {
    return DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
        .withZone(ZoneOffset.UTC)
        .format(Instant.ofEpochSecond(lastModified));
  }
}
