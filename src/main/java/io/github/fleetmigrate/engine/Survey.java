package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.plan.Decision;
import io.github.fleetmigrate.plan.StepState;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Host;
import java.util.List;

/**
 * Everything that is known of the repository and of the migration in it at one moment.
 *
 * @param status phases and checkpoints as {@code status} shows them
 * @param tasks what a person's own plan of the migration in the repository lists, as it stands now
 * @param missing programs that are not there and what cannot be done without them, one line each
 */
public record Survey(
    Migration migration,
    RepositoryFacts repository,
    FlakeFacts flake,
    List<Host> hosts,
    List<DeployNode> nodes,
    List<Finding> findings,
    List<StepReport> steps,
    List<Decision> decisions,
    Status status,
    List<Task> tasks,
    List<String> missing) {
  public Survey {
    hosts = List.copyOf(hosts);
    nodes = List.copyOf(nodes);
    findings = List.copyOf(findings);
    steps = List.copyOf(steps);
    decisions = List.copyOf(decisions);
    tasks = List.copyOf(tasks);
    missing = List.copyOf(missing);
  }

  /** Of a repository without a plan of the migration. */
  public Survey(
      Migration migration,
      RepositoryFacts repository,
      FlakeFacts flake,
      List<Host> hosts,
      List<DeployNode> nodes,
      List<Finding> findings,
      List<StepReport> steps,
      List<Decision> decisions,
      Status status,
      List<String> missing) {
    this(migration, repository, flake, hosts, nodes, findings, steps, decisions, status, List.of(), missing);
  }

  /** A box of the plan. */
  public record Task(String path, int line, String text, boolean ticked) {
    /** Where it is: {@code file:line}. */
    public String where() {
      return path + ":" + line;
    }
  }

  /**
   * @param head null before the first commit
   */
  public record RepositoryFacts(String root, String head, String branch, boolean clean) {}

  /**
   * @param outputsFile the file that holds the outputs function
   * @param style such as {@code flake-parts}, {@code plain}, {@code import}
   * @param outputs names of the first level
   */
  public record FlakeFacts(String outputsFile, String style, List<String> inputs, List<String> outputs) {}

  public record StepReport(int phase, String id, String title, StepState state, String reason) {}
}
