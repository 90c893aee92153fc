package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.script.FileCommands;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Finding.Severity;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A finding for each command that stays what it is until a person changes it. */
final class CommandFindings {
  private final PlanContext context;
  private final RepoSnapshot files;
  private final Function<String, String> resources;

  CommandFindings(PlanContext context, RepoSnapshot files, Function<String, String> resources) {
    this.context = context;
    this.files = files;
    this.resources = resources;
  }

  List<Finding> all() {
    List<Finding> out = new ArrayList<>();
    new MigrationCommands(context.migration(), resources)
        .of(files)
        .forEach((path, commands) -> commands.forEach(c -> out.add(finding(path, c))));
    return out;
  }

  private static Finding finding(String path, FileCommands.Found command) {
    boolean known = command.becomes() != null;
    return new Finding(
        known ? "command.by-hand" : "command.no-equal",
        Severity.WARNING,
        null,
        path + ":" + command.line(),
        MigrationCommands.text(command),
        known
            ? "change the line by hand once the new command works; it goes on to work as it is while deploy-rs stays"
            : "decide by hand what takes its place; it goes on to work as it is while deploy-rs stays");
  }
}
