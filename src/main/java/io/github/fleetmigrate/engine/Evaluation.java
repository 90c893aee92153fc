package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.nixeval.EvaluatedNode;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the engine asks of nix. Commits need not be on any branch; they are evaluated as git has them. */
public interface Evaluation {

  /** Why nothing can be evaluated here; empty where it can. */
  Optional<String> unavailable();

  /** What the fleet is at a commit; what cannot be evaluated is among the failures. */
  FleetFacts facts(String commit, Migration migration, RepoSnapshot files, Cancellation cancellation);

  /**
   * What is proved at a commit: its hosts, and its home configurations as {@link io.github.fleetmigrate.proof.Targets}
   * names them; empty where they cannot be listed.
   */
  List<String> targets(String commit, Cancellation cancellation);

  /**
   * What the fleet was.
   *
   * @param paths derivations by host or home configuration; null where one cannot be evaluated
   * @param failures by host or home configuration that cannot be evaluated: nix's own message and its likely cause
   * @param nodes deploy-rs' nodes as deploy-rs itself sees them
   */
  record Was(Map<String, String> paths, Map<String, String> failures, Map<String, EvaluatedNode> nodes) {}

  Was baseline(String commit, Consumer<EngineEvent> events, Cancellation cancellation);

  /** Why a flake cannot be reached; empty where it can. */
  Optional<String> probe(String flakeUrl, Cancellation cancellation);

  /**
   * A computed lock file.
   *
   * @param lock its bytes; null where it could not be computed
   * @param failure why not, with nix's own message; null where it could
   * @param changed inputs that were locked before and are locked otherwise now
   */
  record Locked(byte[] lock, String failure, List<String> changed) {}

  /** The lock file of a tree with whatever is missing in it added. */
  Locked lock(RepoSnapshot files, Cancellation cancellation);

  /**
   * Files as a formatter leaves them.
   *
   * @param contents by path; none where it failed
   * @param failure why; null where it did not fail
   */
  record Formatted(Map<String, byte[]> contents, String failure) {}

  /**
   * Runs the formatter of the flake at a commit in a copy of a tree; whatever it does to other files is gone with that copy.
   *
   * @param paths what it is run on
   */
  Formatted format(String commit, RepoSnapshot tree, List<String> paths, Cancellation cancellation);

  /**
   * What to verify.
   *
   * @param before the commit that {@code now} is compared with
   * @param hosts names of hosts and home configurations; all that {@code before} has where it is empty
   * @param announced what may differ, and where
   * @param accepted hosts whose difference a person accepted
   * @param dropped outputs that may vanish
   * @param hive how the new tool's nodes are evaluated; null where there are none to be proved
   * @param hiveHosts the nodes that the hive must have
   * @param files texts of Nix files, by path, that nix's own parser must accept
   */
  record Request(
      String before,
      String now,
      List<String> hosts,
      Level level,
      List<Announced> announced,
      Set<String> accepted,
      Set<String> dropped,
      Migration.Hive hive,
      List<String> hiveHosts,
      Map<String, String> files) {}

  /**
   * What may differ on one host.
   *
   * @param parts names of parts of the system, as {@link io.github.fleetmigrate.proof.Part#words} has them
   */
  record Announced(String host, List<String> parts, List<String> derivations) {}

  /**
   * @param problems what stands against it beside hosts, one line each
   * @param remarks what a person should know and what stands against nothing, such as a build that could not fetch
   * @param settings the hive's nodes with their deployment settings; empty where no hive was proved
   */
  record Verified(
      Level reached,
      List<HostVerdict> hosts,
      List<String> problems,
      List<String> remarks,
      Map<String, JsonNode> settings) {
    boolean passed() {
      return problems.isEmpty() && hosts.stream().allMatch(HostVerdict::passes);
    }
  }

  Verified verify(Request request, Consumer<EngineEvent> events, Cancellation cancellation);

  /**
   * A host's system as the new tool deploys it.
   *
   * @param derivation null where it cannot be evaluated
   * @param output store path that it becomes; null where it cannot be evaluated
   * @param failure why not, or why it cannot be built; null where it can
   */
  record HostSystem(String derivation, String output, String failure) {}

  /** Evaluates a host's system, the hive's where there is one. */
  HostSystem system(String commit, String host, Migration.Hive hive, Cancellation cancellation);

  /** Where the new tool would deploy a host: its settings by name; empty where there is no hive, or it does not say. */
  Optional<JsonNode> target(String commit, String host, Migration.Hive hive, Cancellation cancellation);

  /**
   * Builds a host's system and leaves no link to it.
   *
   * @param lines is told what nix says while it builds
   */
  HostSystem build(
      String commit, String host, Migration.Hive hive, Consumer<String> lines, Cancellation cancellation);

  /**
   * How a machine would differ, in the words of NixOS.
   *
   * @param before derivation of the system that it runs, evaluated from {@code commitBefore}
   * @return empty where this machine's store lacks one of the derivations
   */
  Optional<List<String>> differences(
      String before, String commitBefore, String after, String commitAfter, Cancellation cancellation);

  /** The arguments that start a program which a flake input of the repository has; none where there is no nix. */
  List<String> running(String flake);

  /**
   * Names below an output, three levels down from the flake, with the output's own: {@code checks.<system>.<name>}. Where
   * those of a system cannot be listed, {@code checks.<system>} stands for them.
   */
  Optional<List<String>> below(String commit, String output, Cancellation cancellation);

  /** Values of every host, by host and then by label; what cannot be evaluated is left out. */
  Map<String, Map<String, JsonNode>> show(
      String commit, List<String> hosts, List<Phase.Shown> shown, Cancellation cancellation);
}
