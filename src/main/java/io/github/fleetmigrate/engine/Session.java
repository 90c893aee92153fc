package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.catalog.LoadedMigration;
import io.github.fleetmigrate.journal.Journal;
import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.journal.MigrationState;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.nixeval.EvaluatedNode;
import io.github.fleetmigrate.plan.DeployUsers;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.plan.PlanDocuments;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One repository while an engine works on it: what was read once and is not read again until something changed, and the
 * run's journal.
 */
final class Session {
  private final EnginePorts ports;
  private final LoadedMigration migration;
  private final EngineOptions options;
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, FleetFacts> facts = new HashMap<>();
  private Answers given = Answers.none();
  private Planned planned;
  private RunState state;

  Session(EnginePorts ports, LoadedMigration migration, EngineOptions options) {
    this.ports = ports;
    this.migration = migration;
    this.options = options;
  }

  EnginePorts ports() {
    return ports;
  }

  /** What a phase was planned with at a commit, so that it is applied with the same. */
  private record Planned(
      int phase, String head, Answers answers, Map<String, MigrationState.HostRollout> rollout, DeployUsers users) {}

  void plannedWith(Phase phase, PlanContext context) throws IOException {
    planned =
        new Planned(
            phase.number(), state().git().head(), context.answers(), state().journaled().rollout(), context.users());
  }

  /** What this phase was planned with and shown, if it was, with the same answers and nothing pushed or committed since. */
  Optional<DeployUsers> plannedUsers(Phase phase) throws IOException {
    boolean same =
        planned != null
            && planned.phase() == phase.number()
            && planned.head().equals(state().git().head())
            && planned.answers().equals(answers())
            && planned.rollout().equals(state().journaled().rollout());
    return same ? Optional.of(planned.users()) : Optional.empty();
  }

  Migration migration() {
    return migration.migration();
  }

  LoadedMigration loaded() {
    return migration;
  }

  EngineOptions options() {
    return options;
  }

  /** Where the repository stands, read anew after {@link #changed()}. */
  RunState state() throws IOException {
    if (state == null) {
      state = RunState.read(ports.checkpoints(), ports.journals());
    }
    return state;
  }

  /** Forgets what a journal entry or a commit made stale. */
  void changed() {
    state = null;
  }

  /** Answers of this run, with those given in this session laid over them. */
  Answers answers() throws IOException {
    Map<String, JsonNode> over = new HashMap<>();
    given.json().properties().forEach(e -> over.put(e.getKey(), e.getValue()));
    return state().answers().with(over);
  }

  void answer(Map<String, JsonNode> answers) throws IOException {
    Answers all = answers().with(answers);
    if (options.remember()) {
      journal().append(new JournalEntry.Answered(ports.clock().instant(), all.json()));
      given = Answers.none();
      changed();
    } else {
      given = all;
    }
  }

  /** This run's journal; begins the run where there is none, or takes up one that the history knows. */
  Journal journal() throws IOException {
    RunState now = state();
    boolean fresh = now.run() == null;
    String run = fresh ? newRun() : now.run();
    Journal journal = new Journal(ports.journals(), run);
    boolean known = !fresh && now.journaled().run() != null;
    if (!known) {
      journal.append(
          new JournalEntry.RunBegun(
              ports.clock().instant(), run, migration.migration().id(), now.baseline(), now.git().branch()));
      if (!fresh) {
        journal.append(new JournalEntry.Answered(ports.clock().instant(), now.answers().json()));
      }
      ports.journals().setCurrentRun(run);
      changed();
    }
    return journal;
  }

  /** Starts from where HEAD is now: allowed as long as no phase was begun. */
  void rebase() throws IOException {
    RunState now = state();
    if (now.run() != null
        && now.recorded().run() == null
        && now.journaled().transitions() == 0
        && !now.git().head().equals(now.baseline())) {
      new Journal(ports.journals(), now.run())
          .append(
              new JournalEntry.RunBegun(
                  ports.clock().instant(), now.run(), migration.migration().id(), now.git().head(), now.git().branch()));
      changed();
    }
  }

  /** The files as they stand in the work tree. */
  RepoSnapshot workTree() throws IOException {
    return new RepoSnapshot(ports.checkpoints().trackedPaths(), path -> ports.tree().read(path));
  }

  /** The files of a commit. */
  RepoSnapshot at(String commit) throws IOException {
    return new RepoSnapshot(ports.checkpoints().paths(commit), path -> ports.checkpoints().read(commit, path));
  }

  /** What the fleet was at the baseline: from the journal, or evaluated. */
  FleetFacts facts(Cancellation cancellation) throws IOException {
    String commit = state().baseline();
    FleetFacts known = facts.get(commit);
    if (known != null) {
      return known;
    }
    JournalEntry.BaselineTaken taken = state().journaled().baseline();
    FleetFacts read =
        taken != null
            ? json.convertValue(taken.facts(), FleetFacts.class)
            : ports.evaluation().facts(commit, migration(), at(commit), cancellation);
    if (!cancellation.isCancelled()) {
      facts.put(commit, read);
    }
    return read;
  }

  /**
   * The commit as which a commit's tree is evaluated: the baseline's sibling with that tree. All trees of a run are siblings
   * then, which differ in nothing but their content, and no tree is evaluated twice because it was committed again.
   */
  String evaluated(String commit) throws IOException {
    Checkpoints checkpoints = ports.checkpoints();
    return checkpoints.sibling(state().baseline(), checkpoints.commit(commit).orElseThrow().tree());
  }

  /** What is proved at a commit: hosts and home configurations; the baseline's hosts where nix cannot list them. */
  List<String> targets(String commit, Cancellation cancellation) throws IOException {
    List<String> there = ports.evaluation().targets(evaluated(commit), cancellation);
    return there.isEmpty() ? facts(cancellation).hostNames() : there;
  }

  /** Whether a person agreed to go on without evaluation, and the flake indeed cannot be evaluated here. */
  boolean goesOnWithoutNix(Cancellation cancellation) throws IOException {
    return answers().get("withoutEvaluation").map(JsonNode::asBoolean).orElse(false)
        && (ports.evaluation().unavailable().isPresent() || facts(cancellation).failures().containsKey("flake"));
  }

  /** deploy-rs' nodes at the baseline: from the journal, or evaluated. */
  Map<String, EvaluatedNode> nodes(Cancellation cancellation) throws IOException {
    JournalEntry.BaselineTaken taken = state().journaled().baseline();
    return taken != null && taken.nodes() != null
        ? taken.nodes()
        : ports.evaluation().baseline(state().baseline(), event -> {}, cancellation).nodes();
  }

  JsonNode asJson(FleetFacts fleet) {
    return json.valueToTree(fleet);
  }

  PlanContext context(Cancellation cancellation) throws IOException {
    return new PlanContext(
            migration(),
            facts(cancellation),
            answers(),
            style(),
            !PlanDocuments.of(workTree(), migration()).isEmpty())
        .with(users());
  }

  /** Who deploys hosts since the rollout's last step: as its checkpoint says, or the journal where it is not committed yet. */
  private DeployUsers users() throws IOException {
    RunState now = state();
    Checkpoints.Commit closed = now.recorded().done().get(Phase.CLOSING);
    if (closed != null) {
      return Trailers.users(closed);
    }
    return isClosing() ? now.journaled().users() : DeployUsers.NONE;
  }

  /** Whether the rollout's last step was begun and is not finished. */
  boolean isClosing() throws IOException {
    var open = state().journaled().open();
    return open != null && open.begun().kind() == JournalEntry.Kind.PHASE && open.begun().phase() == Phase.CLOSING;
  }

  /** How the flake is built, as it was at the baseline; empty where flake.nix is not there. */
  String style() throws IOException {
    return flake(at(state().baseline())).map(Session::style).orElse("");
  }

  /** The style of a flake's outputs in one word: {@code flake-parts}, {@code import} or {@code plain}. */
  static String style(FlakeFile flake) {
    return flake
        .outputs()
        .map(o -> o.style().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
        .orElse("plain");
  }

  static Optional<FlakeFile> flake(RepoSnapshot files) {
    return files.read("flake.nix").map(FileVersion::text).map(FlakeFile::of);
  }

  private String newRun() {
    String day = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC).format(ports.clock().instant());
    return day + "-" + UUID.randomUUID().toString().substring(0, 4);
  }
}
