package io.github.fleetmigrate.repo;

import java.util.List;
import java.util.Map;

/**
 * A file such as {@code fleet-config.nix} that lists the fleet's hosts.
 *
 * @param path of the file in the repository
 * @param importedBy files that import it, other than flake outputs for deployment; where hosts' own modules are among
 *     them, changing the file changes the hosts
 * @param hostsWriters those of them that set {@code networking.hosts}
 * @param networkDomain {@code network.domain}; null where there is none
 * @param values the file's value as plain JSON text (an object); null where it could not be learned as a whole
 * @param places {@code file:line} by host; under {@code ""} where the hosts begin; empty where no places are known
 */
public record Inventory(
    String path,
    List<String> importedBy,
    List<String> hostsWriters,
    String networkDomain,
    Map<String, Entry> hosts,
    String values,
    Source source,
    Map<String, String> places) {
  public Inventory {
    importedBy = List.copyOf(importedBy);
    hostsWriters = List.copyOf(hostsWriters);
    hosts = Map.copyOf(hosts);
    places = places == null ? Map.of() : Map.copyOf(places);
  }

  public Inventory(
      String path,
      List<String> importedBy,
      List<String> hostsWriters,
      String networkDomain,
      Map<String, Entry> hosts,
      String values,
      Source source) {
    this(path, importedBy, hostsWriters, networkDomain, hosts, values, source, Map.of());
  }

  /** Where a host stands, or where the hosts do, or the file alone. */
  public String placeOf(String host) {
    return places.getOrDefault(host, places.getOrDefault("", path));
  }

  /**
   * What the inventory says of one host; null for what it does not say.
   *
   * @param deployed whether the host is one to deploy to
   */
  public record Entry(
      String address, String user, Integer port, Boolean buildOnTarget, List<String> tags, Boolean deployed) {
    public Entry {
      tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** Of a host that the inventory neither sends to be deployed nor keeps from it. */
    public Entry(String address, String user, Integer port, Boolean buildOnTarget, List<String> tags) {
      this(address, user, port, buildOnTarget, tags, null);
    }
  }
}
