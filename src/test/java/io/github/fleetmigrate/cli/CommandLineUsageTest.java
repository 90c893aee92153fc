package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every command has in common: options, help, exit codes, and how a problem is told. */
class CommandLineUsageTest {
  private static final Command SURVEY = new Command.Survey();

  private final ScriptedEngine engine = new ScriptedEngine();
  private final CommandLineRunner line = new CommandLineRunner(engine);

  @Test
  void withoutACommandTheWizardOpens() {
    CommandLineRunner.Result result = line.typing("").run("--repo", "/some/fleet");
    assertEquals(0, result.code());
    assertEquals("wizard on /some/fleet\n", result.out());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void globalOptionsStandBeforeOrBehindTheCommand(boolean before) {
    List<String> options =
        List.of(
            "--repo", "/some/fleet", "--steps", "/some/steps", "--migration", "other", "--nix", "/some/nix",
            "--offline", "--impure", "--override-input", "nixpkgs", "path:/a", "--override-input", "x", "path:/b",
            "--ssh-config", "/some/config", "--format", "json", "--color", "never", "--log-level", "error");
    engine.on(SURVEY, new io.github.fleetmigrate.engine.EngineEvent.Surveyed(SampleReports.survey(SampleReports.fresh())));
    List<String> arguments = new java.util.ArrayList<>(before ? options : List.of("status"));
    arguments.addAll(before ? List.of("status") : options);
    assertEquals(0, line.run(arguments.toArray(String[]::new)).code());
    GlobalOptions read = line.options();
    assertAll(
        () -> assertEquals(Path.of("/some/fleet"), read.repo),
        () -> assertEquals(Path.of("/some/steps"), read.steps),
        () -> assertEquals("other", read.migration),
        () -> assertEquals("/some/nix", read.nix),
        () -> assertTrue(read.offline && read.impure && read.json()),
        () -> assertEquals(Map.of("nixpkgs", "path:/a", "x", "path:/b"), read.overrides()),
        () -> assertEquals(Path.of("/some/config"), read.sshConfig),
        () -> assertEquals(GlobalOptions.Color.never, read.color),
        () -> assertEquals(GlobalOptions.LogLevel.error, line.logged()));
  }

  @Test
  void helpNamesEveryCommandByWhatItDoes() {
    CommandLineRunner.Result result = line.run("--help");
    assertEquals(0, result.code());
    assertEquals("", result.err());
    for (String command :
        List.of(
            "demo", "check", "plan", "apply", "verify", "status", "rollback", "health", "rollout", "doctor", "steps",
            "completion")) {
      assertTrue(result.out().matches("(?s).*\\n  " + command + " +[A-Z].*"), command + " in\n" + result.out());
    }
    assertFalse(result.out().contains("later"), "every command works: " + result.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "rollback", "steps show", "completion"})
  void everyCommandHasHelpAndAVersion(String command) {
    CommandLineRunner.Result help = line.run((command + " --help").split(" "));
    assertEquals(0, help.code());
    assertTrue(help.out().contains("Usage: fleet-migrate " + command), help.out());
    assertTrue(help.out().contains("--override-input"), help.out());
    assertTrue(line.run((command + " --version").split(" ")).out().startsWith("fleet-migrate "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chek | there is no command chek | check",
        "steps lst | there is no command lst | list",
        "status --offlin | there is no option --offlin | --offline",
        "--aplly | there is no option --aplly | --help",
        "status more | too much on the line: more | status --help",
        "apply --level deep | there is no level deep | parse, eval and build",
        "apply --level none | there is no level none | parse, eval and build",
        "verify --level eval,deep | there is no level deep | parse, eval and build",
        "plan --phase two | is not an int | plan --help",
        "plan --phase 6 | there is no phase 6 | 1 to 5",
        "plan --phase 0 | there is no phase 0 | 1 to 5",
        "apply --yes --through -1 | there is no phase -1 | 1 to 5",
        "apply --yes --phase 1 --through 2 | exclude each other | one of them",
        "rollback --to end --yes | not end | status",
        "rollback | --to | rollback --help",
        "check --format yaml | yaml | json",
        "check --override-input nixpkgs | --override-input | check --help",
        "completion tcsh | tcsh | bash, zsh and fish",
        "steps | list, show, validate | steps --help",
        "steps show nowhere | nowhere | steps list",
        "rollout --yes | only hosts that are named | --hosts HOST,HOST --yes",
        "rollout --hosts axon --finish | do not go together | one of them",
        "rollout --hosts axon --yes --wait -1 | --wait -1 is no time | seconds",
      })
  void wrongUsageIsToldWithWhatToDo(String arguments, String wrong, String remedy) {
    CommandLineRunner.Result result = line.run(arguments.split(" "));
    assertEquals(2, result.code(), result.err());
    assertEquals("", result.out());
    List<String> told = result.err().lines().toList();
    assertEquals(2, told.size(), result.err());
    assertTrue(told.get(0).startsWith("fleet-migrate: ") && told.get(0).contains(wrong), result.err());
    assertTrue(result.err().contains(remedy), result.err());
    assertEquals(List.of(), engine.given());
  }

  @ParameterizedTest
  @EnumSource(value = ExitStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "DONE")
  void aCommandEndsAsTheEngineDoes(ExitStatus status) {
    engine.failing(SURVEY, new Problem(status, "it is wrong", "put it right", "nix says:\nno"));
    CommandLineRunner.Result result = line.run("check");
    assertEquals(status.code(), result.code());
    assertEquals("", result.out());
    assertEquals("fleet-migrate: it is wrong\n  put it right\n    nix says:\n    no\n", result.err());
  }

  @Test
  void anErrorOfTheProgramShowsItsTraceOnlyWhenDebugging() {
    engine.on("nothing", command -> { throw new IllegalStateException("a bug"); }, ExitStatus.DONE);
    engine.on("nothing", command -> { throw new IllegalStateException("a bug"); }, ExitStatus.DONE);
    CommandLineRunner.Result quiet = line.run("check");
    assertEquals(1, quiet.code());
    assertEquals(2, quiet.err().lines().count(), quiet.err());
    assertFalse(quiet.err().contains("\tat "), quiet.err());
    CommandLineRunner.Result loud = line.run("check", "--log-level", "debug");
    assertTrue(loud.err().contains("a bug") && loud.err().contains("\tat "), loud.err());
  }

  @Test
  void whatAFileSaysCannotDriveTheTerminal() {
    engine.failing(SURVEY, new Problem(ExitStatus.BAD_INPUT, "bad \u001b[2Jname\rX", "see\u202e it", "\u0007bell"));
    assertEquals("fleet-migrate: bad ?[2Jname X\n  see? it\n    ?bell\n", line.run("check").err());
  }
}
