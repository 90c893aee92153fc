package io.github.fleetmigrate.nixeval;

import io.github.fleetmigrate.nixeval.NixFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether nix's own parser accepts a text. Nothing of it is evaluated. */
final class SyntaxCheck {
  private final NixProgram nix;
  private final NixCommand command;

  SyntaxCheck(NixProgram nix, NixCommand command) {
    this.nix = nix;
    this.command = command;
  }

  /** @param scratch a folder of our own */
  Evaluated<Boolean> check(String text, Path scratch) {
    try {
      Path file = Files.createTempFile(scratch, "parse-", ".nix");
      try {
        return nix.parser() != null ? byParser(text, file) : asLambda(text, file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      return Evaluated.failed(
          new NixFailure(Kind.EVALUATION, "cannot write a file to check", List.of(), null, e.toString()));
    }
  }

  private Evaluated<Boolean> byParser(String text, Path file) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return command
        .start(List.of(nix.parser().toString(), "--parse", file.toString()), null, line -> {})
        .map(parsed -> true);
  }

  /**
   * Without that program: nix evaluates the file to a function that is never called. The text begins on the first line
   * still, so that an error names the right one.
   */
  private Evaluated<Boolean> asLambda(String text, Path file) throws IOException {
    Files.write(file, ("fleetMigrateNeverCalled: (" + text + "\n)").getBytes(StandardCharsets.UTF_8));
    List<String> eval =
        List.of("eval", "--impure", "--json", "--file", file.toString(), "--apply", "parsed: true");
    return command.run(eval, null, line -> {}).map(parsed -> true);
  }
}
