package io.github.fleetmigrate.repo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the fleet is at one commit.
 *
 * @param commit that the facts are of
 * @param outputs flake output names, two levels down where a level can be listed: {@code devShells.x86_64-linux}
 * @param modules by host; a host is missing where it could not be evaluated
 * @param inventory null where there is none
 * @param failures what could not be evaluated, with nix's own message: a host's name, or {@code flake}, {@code deploy}
 * @param notRead where static facts stand for evaluated ones: what is not written out and so is left out
 */
public record FleetFacts(
    String commit,
    List<String> outputs,
    List<Host> hosts,
    Map<String, HostModules> modules,
    List<DeployNode> nodes,
    Inventory inventory,
    Map<String, String> failures,
    List<NotRead> notRead) {
  public FleetFacts {
    outputs = List.copyOf(outputs);
    hosts = List.copyOf(hosts);
    modules = Map.copyOf(modules);
    nodes = List.copyOf(nodes);
    failures = Map.copyOf(failures);
    notRead = notRead == null ? List.of() : List.copyOf(notRead);
  }

  /** Facts of which nothing had to be read from the files alone. */
  public FleetFacts(
      String commit,
      List<String> outputs,
      List<Host> hosts,
      Map<String, HostModules> modules,
      List<DeployNode> nodes,
      Inventory inventory,
      Map<String, String> failures) {
    this(commit, outputs, hosts, modules, nodes, inventory, failures, List.of());
  }

  public Optional<Host> host(String name) {
    return hosts.stream().filter(h -> h.name().equals(name)).findFirst();
  }

  public Optional<DeployNode> node(String host) {
    return nodes.stream().filter(n -> n.name().equals(host)).findFirst();
  }

  public Optional<Inventory.Entry> entry(String host) {
    return inventory == null ? Optional.empty() : Optional.ofNullable(inventory.hosts().get(host));
  }

  /** Whether deploy-rs may have nodes that are not known, because they are not written out and nothing was evaluated. */
  public boolean nodesUnread() {
    return notRead.stream().anyMatch(gap -> gap.what().equals("deploy") || gap.what().equals("deploy.nodes"));
  }

  public List<String> hostNames() {
    return hosts.stream().map(Host::name).toList();
  }

  /** Names of the first level of outputs. */
  public List<String> topOutputs() {
    return outputs.stream().map(o -> o.split("\\.", 2)[0]).distinct().toList();
  }
}
