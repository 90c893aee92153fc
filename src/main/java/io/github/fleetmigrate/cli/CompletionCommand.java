package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import java.io.PrintStream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}. */
@Command(
    name = "completion",
    header = "Prints a completion script.",
    description = {
      "bash: source <(fleet-migrate completion bash)",
      "zsh:  source <(fleet-migrate completion zsh)",
      "fish: fleet-migrate completion fish | source"
    })
final class CompletionCommand extends Subcommand {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
  String shell;

  @Override
  ExitStatus work() throws Refusal {
    CommandLine root = spec.root().commandLine();
    PrintStream out = parent.services().console().out();
    switch (shell) {
      case "bash" -> out.println(AutoComplete.bash(root.getCommandName(), root));
      case "zsh" -> {
        // The script is bash's; zsh takes it once both of these are loaded.
        out.println("autoload -Uz +X compinit && compinit");
        out.println("autoload -Uz +X bashcompinit && bashcompinit");
        out.println(AutoComplete.bash(root.getCommandName(), root));
      }
      case "fish" -> out.print(FishScript.of(root));
      default ->
          throw new Refusal(
              ExitStatus.BAD_INPUT, "there is no completion for " + shell, "shells are bash, zsh and fish");
    }
    return ExitStatus.DONE;
  }
}
