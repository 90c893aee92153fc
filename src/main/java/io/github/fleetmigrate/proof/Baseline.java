package io.github.fleetmigrate.proof;

import io.github.fleetmigrate.nixeval.EvaluatedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the fleet was before the first edit.
 *
 * @param derivations by host: paths of {@code .drv} files
 * @param failures by host, for those that could not be evaluated: the message and what helps on the first line, nix's own lines below
 * @param outputs names of flake outputs, two levels down
 * @param nodes deploy-rs' nodes
 */
public record Baseline(
    String commit,
    SortedMap<String, String> derivations,
    SortedMap<String, String> failures,
    List<String> outputs,
    Map<String, EvaluatedNode> nodes) {
  public Baseline {
    derivations = new TreeMap<>(derivations);
    failures = new TreeMap<>(failures);
    outputs = List.copyOf(outputs);
    nodes = Map.copyOf(nodes);
  }

  /** All hosts, sorted. */
  public List<String> hosts() {
    List<String> hosts = new ArrayList<>(derivations.keySet());
    hosts.addAll(failures.keySet());
    hosts.sort(null);
    return hosts;
  }
}
