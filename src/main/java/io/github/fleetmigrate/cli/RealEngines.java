package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.adapter.files.DiskJournalStore;
import io.github.fleetmigrate.adapter.files.DiskWorkTree;
import io.github.fleetmigrate.adapter.files.TemporaryFolders;
import io.github.fleetmigrate.adapter.git.GitOpening;
import io.github.fleetmigrate.adapter.git.GitRepositories;
import io.github.fleetmigrate.adapter.ssh.SshHosts;
import io.github.fleetmigrate.catalog.Catalog;
import io.github.fleetmigrate.catalog.CatalogException;
import io.github.fleetmigrate.catalog.LoadedMigration;
import io.github.fleetmigrate.demo.SampleCommands;
import io.github.fleetmigrate.demo.SampleFleet;
import io.github.fleetmigrate.demo.SampleMachines;
import io.github.fleetmigrate.engine.EngineOptions;
import io.github.fleetmigrate.engine.EnginePorts;
import io.github.fleetmigrate.engine.Evaluation;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.MigrationEngine;
import io.github.fleetmigrate.engine.NixEvaluation;
import io.github.fleetmigrate.engine.Unproved;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.nixeval.Capacity;
import io.github.fleetmigrate.nixeval.Evaluated;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.nixeval.NixOptions;
import io.github.fleetmigrate.nixeval.NixProgram;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.SshQuestions;
import io.github.fleetmigrate.port.StepsFolder;
import io.github.fleetmigrate.proof.EvaluationCache;
import io.github.fleetmigrate.proof.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Wires an engine to the repository on the disk, to git and to nix. */
final class RealEngines implements EngineSource {
  private static final Duration NIX_LIMIT = Duration.ofMinutes(30);
  private static final String NO_COMMIT = "0".repeat(40);

  private final CommandRunner commands;
  private final StepsSource steps;
  private final Function<GlobalOptions, SshQuestions> questions;

  /** Where the catalogue is. */
  @FunctionalInterface
  interface StepsSource {
    StepsFolder of(GlobalOptions options) throws Refusal;
  }

  /** Nobody is asked anything while hosts are connected to. */
  RealEngines(CommandRunner commands, StepsSource steps) {
    this(commands, steps, options -> SshQuestions.NOBODY);
  }

  RealEngines(CommandRunner commands, StepsSource steps, Function<GlobalOptions, SshQuestions> questions) {
    this.commands = commands;
    this.steps = steps;
    this.questions = questions;
  }

  @Override
  public Opened open(GlobalOptions options, Path repository, boolean remember) throws Refusal, IOException {
    if (!Files.isDirectory(repository)) {
      throw new Refusal(ExitStatus.BAD_INPUT, repository + " is no folder", "name the repository's folder with --repo");
    }
    LoadedMigration migration = migration(options);
    GitOpening.Opened git = git(repository);
    DiskJournalStore journals = new DiskJournalStore(git.gitDirectory());
    FlakeEvaluator nix = nix(options);
    Evaluation evaluation = nix == null ? new Unproved(whyNot(options)) : evaluation(nix, git);
    if (options.sshConfig != null && !Files.isReadable(options.sshConfig)) {
      throw new Refusal(ExitStatus.BAD_INPUT, options.sshConfig + " cannot be read", "name your ssh configuration with --ssh-config");
    }
    SshHosts remote = new SshHosts(commands, options.sshConfig, sshEnvironment(), questions.apply(options));
    EnginePorts ports =
        played(
            options,
            git.root(),
            migration.migration(),
            new EnginePorts(
                new DiskWorkTree(git.root()), git.checkpoints(), journals, commands, new TemporaryFolders(), evaluation, remote, Clock.systemUTC()));
    MigrationEngine engine =
        new MigrationEngine(
            ports,
            migration,
            new EngineOptions(options.offline, remember, () -> git.staleLocks().clear(), options.rollout));
    return new Opened(
        engine,
        migration.migration(),
        git.root(),
        () -> {
          remote.close();
          if (nix != null) {
            nix.close();
          }
        });
  }

  /** The sample's hosts are no machines: nothing of its rollout may leave its folder, whichever command opens it. */
  private static EnginePorts played(GlobalOptions options, Path root, Migration migration, EnginePorts real)
      throws IOException {
    Optional<SampleFleet.Layout> sample = SampleFleet.around(root);
    if (sample.isEmpty()) {
      return real;
    }
    SampleMachines machines = new SampleMachines(sample.get(), real.commands(), options.nix);
    return new EnginePorts(
        real.tree(),
        real.checkpoints(),
        real.journals(),
        new SampleCommands(real.commands(), sample.get(), machines, migration.rollout()),
        real.scratch(),
        real.evaluation(),
        machines,
        real.clock());
  }

  /** ssh takes the home folder from the system's accounts, not from HOME. */
  private static Map<String, String> sshEnvironment() {
    Map<String, String> out = new HashMap<>(System.getenv());
    out.put("HOME", System.getProperty("user.home"));
    return out;
  }

  private LoadedMigration migration(GlobalOptions options) throws Refusal, IOException {
    try {
      return new Catalog(steps.of(options)).load(options.migration);
    } catch (CatalogException e) {
      String first = e.problems().isEmpty() ? "" : ": " + e.problems().get(0);
      throw new Refusal(
          ExitStatus.BAD_INPUT,
          e.getMessage() + first,
          e.problems().isEmpty()
              ? "`fleet-migrate steps list` lists what there is"
              : "`fleet-migrate steps validate DIR` names everything that is wrong");
    }
  }

  private GitOpening.Opened git(Path repository) throws Refusal, IOException {
    GitOpening opening = GitRepositories.open(repository, commands);
    if (opening instanceof GitOpening.Refused refused) {
      List<String> lines = refused.message().lines().toList();
      ExitStatus status =
          switch (refused.problem()) {
            case NOT_A_REPOSITORY, NEEDS_GIT -> ExitStatus.MISSING;
            default -> ExitStatus.BAD_INPUT;
          };
      throw new Refusal(status, lines.get(0), String.join(" ", lines.subList(1, lines.size())));
    }
    return (GitOpening.Opened) opening;
  }

  private FlakeEvaluator nix(GlobalOptions options) {
    Evaluated<NixProgram> program = NixProgram.probe(commands, options.nix, Duration.ofSeconds(30));
    Function<NixProgram, FlakeEvaluator> make =
        found ->
            new FlakeEvaluator(
                commands,
                found,
                new NixOptions(found.path(), options.offline, options.impure, options.overrides(), NIX_LIMIT));
    return program.value().map(make).orElse(null);
  }

  private String whyNot(GlobalOptions options) {
    return NixProgram.probe(commands, options.nix, Duration.ofSeconds(30))
        .failure()
        .map(f -> f.message())
        .orElse("nix cannot be used");
  }

  private static Evaluation evaluation(FlakeEvaluator nix, GitOpening.Opened git)
 {
    boolean shallow = Files.exists(git.gitDirectory().resolve("shallow"));
    Path cache = git.gitDirectory().resolve("fleet-migrate").resolve("evaluations");
    return new NixEvaluation(
        nix,
        new Verifier(nix, Capacity.ofThisMachine(), new EvaluationCache(cache)),
        new FlakeSource(git.root(), NO_COMMIT, "", shallow),
        new TemporaryFolders());
  }
}
