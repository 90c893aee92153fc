package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.proof.Level;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** The command line: names, options and exit codes are an interface that scripts use. Without a command, the wizard. */
@Command(
    name = "fleet-migrate",
    versionProvider = Version.class,
    header = "Moves a NixOS flake repository from deploy-rs to nixos-fleet, step by step and with proof.",
    description = "%nWithout a command it opens the wizard on the repository of the current folder.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done, nothing wrong",
      " 1:a verification or a health check failed",
      " 2:wrong usage or bad input",
      " 3:stopped for a decision only a person can take",
      " 4:something needed is missing",
      "130:interrupted; can be resumed"
    },
    subcommands = {
      DemoCommand.class,
      CheckCommand.class,
      PlanCommand.class,
      ApplyCommand.class,
      VerifyCommand.class,
      StatusCommand.class,
      RollbackCommand.class,
      HealthCommand.class,
      RolloutCommand.class,
      DoctorCommand.class,
      StepsCommand.class,
      CompletionCommand.class
    })
final class FleetMigrate implements Callable<Integer> {
  @Mixin GlobalOptions options = new GlobalOptions();

  private final Services services;

  private FleetMigrate(Services services) {
    this.services = services;
  }

  /** Runs one command line to its end and returns the exit code. */
  static int run(Services services, String... args) {
    FleetMigrate root = new FleetMigrate(services);
    Failures failures = new Failures(services.console());
    CommandLine line = new CommandLine(root);
    like(line.getCommandSpec(), line);
    line.setOut(new PrintWriter(services.console().out(), true));
    line.setErr(new PrintWriter(services.console().err(), true));
    line.setParameterExceptionHandler((e, a) -> failures.usage(e));
    line.setExecutionExceptionHandler(
        (e, l, r) -> failures.failed(e, root.options.logLevel == GlobalOptions.LogLevel.debug));
    line.setExecutionStrategy(
        parsed -> {
          services.logAt(root.options.logLevel);
          return new CommandLine.RunLast().execute(parsed);
        });
    return line.execute(args);
  }

  /** Help that looks alike for every command, and the version everywhere. */
  private static void like(CommandSpec root, CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.versionProvider(root.versionProvider());
    spec.usageMessage().abbreviateSynopsis(true).sortOptions(false).autoWidth(true);
    line.getSubcommands().values().forEach(sub -> like(root, sub));
  }

  Program program() {
    return new Program(options, services.console(), services.engines(), services.cancellation());
  }

  Services services() {
    return services;
  }

  @Override
  public Integer call() throws Exception {
    return services.wizard(program(), options.repo, Level.EVAL);
  }
}
