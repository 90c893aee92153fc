package io.github.fleetmigrate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.nixeval.NixProgram;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which programs are installed and what that allows. It reports and judges nothing, so it ends with 0. */
final class Doctor {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+[^\\s,)]*");

  private final Program program;
  private final CommandRunner commands;

  Doctor(Program program, CommandRunner commands) {
    this.program = program;
    this.commands = commands;
  }

  /**
   * @param path null where it is not installed
   * @param version null where it does not say
   * @param flakes for nix whether flakes can be evaluated; null for others
   * @param allows what can be done with it, or what cannot be done without it
   */
  private record Tool(String name, Path path, String version, Boolean flakes, String allows) {}

  ExitStatus run() {
    List<Tool> tools =
        List.of(
            nix(),
            tool(
                "git",
                "--version",
                "repositories that use git's own filters are served too; nix needs it to read a flake in git",
                "nix cannot read a flake in git, and repositories that use git's own filters are refused"),
            tool(
                "just",
                "--version",
                "an edited justfile is checked by just itself",
                "an edited justfile is checked by our own reading alone"),
            tool("ssh", "-V", "hosts can be reached", "hosts can be neither checked nor pushed to"),
            new Tool(
                "java",
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.version"),
                null,
                "fleet-migrate runs"));
    if (program.options().json()) {
      json(tools);
    } else {
      text(tools);
    }
    return ExitStatus.DONE;
  }

  private Tool nix() {
    Tool found = tool(program.options().nix, "--version", "", "nothing can be evaluated, locked or proved");
    if (found.path() == null) {
      return new Tool("nix", null, null, false, found.allows());
    }
    Optional<String> unusable =
        NixProgram.probe(commands, found.path().toString(), LIMIT).failure().map(failure -> failure.message());
    boolean flakes = unusable.isEmpty() && flakes(found.path());
    String allows =
        unusable.orElse(
            flakes
                ? "flakes are evaluated and locked, hosts compared and built"
                : "nothing can be evaluated: this nix does not take the features nix-command and flakes");
    return new Tool("nix", found.path(), found.version(), flakes, allows);
  }

  private boolean flakes(Path nix) {
    return output(
            nix.toString(),
            "--extra-experimental-features",
            "nix-command flakes",
            "eval",
            "--expr",
            "builtins ? getFlake")
        .filter(answer -> answer.strip().equals("true"))
        .isPresent();
  }

  private Tool tool(String name, String question, String with, String without) {
    Path last = Path.of(name).getFileName();
    String shown = last == null ? name : last.toString();
    Optional<Path> found = commands.find(name);
    if (found.isEmpty()) {
      return new Tool(shown, null, null, null, without);
    }
    String version = output(found.get().toString(), question).map(Doctor::version).orElse(null);
    return new Tool(shown, found.get(), version, null, with);
  }

  private static String version(String output) {
    Matcher matcher = VERSION.matcher(output);
    return matcher.find() ? matcher.group() : null;
  }

  /** What a program prints on either stream; empty where it cannot be run or fails. */
  private Optional<String> output(String... call) {
    try {
      CommandRunner.Result result =
          commands.run(CommandRunner.Call.of(LIMIT, call), program.cancellation(), line -> {});
      return result.succeeded() ? Optional.of(result.output() + result.errors()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void text(List<Tool> tools) {
    PrintStream out = program.console().out();
    for (Tool tool : tools) {
      String found =
          tool.path() == null
              ? "is missing"
              : (tool.version() == null ? "of an unknown version" : tool.version()) + "  " + tool.path();
      out.printf("%-5s %s%n      %s%n", tool.name(), Neutral.line(found), Neutral.line(tool.allows()));
    }
  }

  private void json(List<Tool> tools) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode out = mapper.createObjectNode().put("schema", 1);
    ObjectNode list = out.putObject("tools");
    for (Tool tool : tools) {
      ObjectNode node =
          list.putObject(tool.name())
              .put("path", tool.path() == null ? null : tool.path().toString())
              .put("version", tool.version())
              .put("allows", tool.allows());
      if (tool.flakes() != null) {
        node.put("flakes", tool.flakes());
      }
    }
    program.console().out().println(out.toPrettyString());
  }
}
