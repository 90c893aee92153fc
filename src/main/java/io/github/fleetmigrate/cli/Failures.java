package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Puts what ends a command early into one line of what is wrong and one of what to do, and an exit code. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final int SUGGESTIONS = 3;

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  /** A command line that cannot be understood. */
  int usage(CommandLine.ParameterException e) {
    String help = "`" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help` lists what there is";
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      console.problem(unknown(unmatched), near(unmatched) + help);
    } else {
      console.problem(String.valueOf(e.getMessage()).lines().findFirst().orElse(""), help);
    }
    return ExitStatus.BAD_INPUT.code();
  }

  /** What may have been meant; picocli knows it of commands only. */
  private static String near(CommandLine.UnmatchedArgumentException e) {
    if (e.isUnknownOption()) {
      String option = e.getUnmatched().get(0).replaceFirst("=.*", "");
      return Nearest.hint(option, e.getCommandLine().getCommandSpec().optionsMap().keySet());
    }
    List<String> near = e.getSuggestions();
    return near.isEmpty()
        ? ""
        : "did you mean " + String.join(" or ", near.subList(0, Math.min(SUGGESTIONS, near.size()))) + "? ";
  }

  private static String unknown(CommandLine.UnmatchedArgumentException e) {
    String word = e.getUnmatched().get(0);
    if (e.isUnknownOption()) {
      return "there is no option " + word;
    }
    boolean takesCommand = !e.getCommandLine().getSubcommands().isEmpty();
    return takesCommand ? "there is no command " + word : "too much on the line: " + word;
  }

  /** A command that threw. */
  int failed(Exception e, boolean trace) {
    if (e instanceof Refusal refusal) {
      console.problem(refusal.getMessage(), refusal.remedy());
      return refusal.status().code();
    }
    LOG.error("a command failed", e);
    int code;
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      List<String> lines = String.valueOf(e.getMessage()).lines().toList();
      String rest = String.join(" ", lines.subList(Math.min(1, lines.size()), lines.size()));
      console.problem(
          lines.isEmpty() ? e.toString() : lines.get(0),
          rest.isBlank() ? "put that right and run the same command again" : rest);
      code = ExitStatus.MISSING.code();
    } else {
      console.problem(
          "an error of fleet-migrate itself: " + e,
          "what was done is safe and can be resumed; run the same command with --log-level debug and report what it prints");
      code = ExitStatus.CHECK_FAILED.code();
    }
    if (trace) {
      e.printStackTrace(console.err());
    }
    return code;
  }
}
