package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * How one host is reached after the migration.
 *
 * @param address null where none is known; the host's name is then used
 * @param port null for ssh's own default
 * @param overlay what the inventory does not say, or says otherwise: dotted field of a host's entry to value
 */
public record HostSettings(
    String host,
    Mode mode,
    boolean hasNode,
    boolean inInventory,
    String address,
    String user,
    Integer port,
    boolean buildOnTarget,
    List<String> tags,
    Map<String, JsonNode> overlay) {
  public HostSettings {
    tags = List.copyOf(tags);
  }

  /** How the new tool deploys a host. */
  public enum Mode {
    SSH,
    /** Applied on the machine itself. */
    LOCAL,
    /** Not among the new tool's nodes. */
    EXCLUDED
  }

  /** The same host, reached as another user. */
  HostSettings as(String other) {
    return new HostSettings(host, mode, hasNode, inInventory, address, other, port, buildOnTarget, tags, overlay);
  }

  public boolean inHive() {
    return mode != Mode.EXCLUDED;
  }
}
