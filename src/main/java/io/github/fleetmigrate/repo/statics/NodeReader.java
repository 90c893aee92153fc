package io.github.fleetmigrate.repo.statics;

import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.NotRead;
import io.github.fleetmigrate.repo.Source;
import io.github.fleetmigrate.repo.SshOptions;
import io.github.fleetmigrate.repo.literal.Lazy;
import io.github.fleetmigrate.repo.literal.Value;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.External;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code deploy} output: settings are inherited as deploy-rs does (its {@code src/data.rs}). */
final class NodeReader {
  /** deploy-rs' names of settings to ours. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "hostname", "targetHost",
          "sshUser", "targetUser",
          "sshOpts", "targetPort",
          "remoteBuild", "buildOnTarget",
          "interactiveSudo", "interactiveSudo",
          "magicRollback", "magicRollback");

  private final Map<String, Lazy> hosts;
  private final List<NotRead> notRead;

  /**
   * @param hosts configurations by name
   * @param notRead is added to
   */
  NodeReader(Map<String, Lazy> hosts, List<NotRead> notRead) {
    this.hosts = hosts;
    this.notRead = notRead;
  }

  List<DeployNode> read(Lazy deploy) {
    if (!(deploy.get() instanceof Attrs top)) {
      gap("deploy", null, deploy.get().unread(deploy.where()));
      return List.of();
    }
    Optional<Lazy> nodes = top.find("nodes");
    if (nodes.isEmpty()) {
      return List.of();
    }
    if (!(nodes.get().get() instanceof Attrs all)) {
      gap("deploy.nodes", null, nodes.get().get().unread(nodes.get().where()));
      return List.of();
    }
    if (all.rest() != null) {
      gap("deploy.nodes", null, all.rest().unread(nodes.get().where()));
    }
    List<DeployNode> out = new ArrayList<>();
    all.known().forEach((name, node) -> out.add(node(name, node, deploy)));
    return out;
  }

  private DeployNode node(String name, Lazy node, Lazy deploy) {
    List<String> unread = new ArrayList<>();
    Map<String, Lazy> profiles = profiles(name, node, unread);
    List<Lazy> outer = List.of(node, deploy);
    List<Lazy> all = new ArrayList<>(outer);
    Lazy system = profiles.get("system");
    if (system != null) {
      all.add(0, system);
    }
    Levels address = new Levels(List.of(node));
    Levels settings = new Levels(all);
    String hostname = address.text("hostname");
    String user = settings.text("sshUser");
    List<String> options = settings.words("sshOpts");
    Boolean build = settings.flag("remoteBuild");
    Boolean sudo = settings.flag("interactiveSudo");
    Boolean rollback = settings.flag("magicRollback");
    for (Levels levels : List.of(address, settings)) {
      for (Levels.Gap gap : levels.gaps()) {
        unread.add(FIELDS.get(gap.setting()));
        gap("deploy.nodes." + name + "." + gap.setting(), name, gap.why());
      }
    }
    Optional<Lazy> path = system == null || !(system.get() instanceof Attrs set) ? Optional.empty() : set.find("path");
    return new DeployNode(
        name,
        hostname,
        user,
        SshOptions.of(options).port(),
        Boolean.TRUE.equals(build),
        List.of(),
        profiles.keySet().stream().sorted().toList(),
        options,
        Boolean.TRUE.equals(sudo),
        rollback,
        Source.STATIC,
        node.where() == null ? null : node.where().toString(),
        unread,
        path.map(NodeReader::activation).orElse(null),
        path.map(p -> configuration(p, name)).orElse(null));
  }

  private Map<String, Lazy> profiles(String name, Lazy node, List<String> unread) {
    if (!(node.get() instanceof Attrs set)) {
      unread.add("profiles");
      return Map.of();
    }
    Optional<Lazy> profiles = set.find("profiles");
    if (profiles.isEmpty()) {
      return Map.of();
    }
    if (profiles.get().get() instanceof Attrs all) {
      if (all.rest() != null) {
        unread.add("profiles");
        gap("deploy.nodes." + name + ".profiles", name, all.rest().unread(profiles.get().where()));
      }
      return all.known();
    }
    unread.add("profiles");
    gap("deploy.nodes." + name + ".profiles", name, profiles.get().get().unread(profiles.get().where()));
    return Map.of();
  }

  /** {@code nixos} of {@code deploy-rs.lib.x.activate.nixos host}; null where it is written otherwise. */
  private static String activation(Lazy path) {
    if (!(path.get() instanceof Value.Called call)) {
      return null;
    }
    List<String> names = call.function().path();
    int last = names.size() - 1;
    return last > 0 && names.get(last - 1).equals("activate") && !names.get(last).equals("*") ? names.get(last) : null;
  }

  /** Which of the hosts is activated: the very same machine, under the node's own name or another. */
  private String configuration(Lazy path, String node) {
    if (!(path.get() instanceof Value.Called call) || call.arguments().isEmpty()) {
      return null;
    }
    Value activated = call.arguments().get(0).get();
    if (activated instanceof External || activated instanceof Value.Unread) {
      return null;
    }
    List<String> names =
        hosts.entrySet().stream().filter(host -> host.getValue().get() == activated).map(Map.Entry::getKey).toList();
    return names.contains(node) ? node : names.stream().findFirst().orElse(null);
  }

  private void gap(String what, String host, Value.Unread why) {
    notRead.add(new NotRead(what, host, why.where() == null ? null : why.where().toString(), why.why()));
  }
}
