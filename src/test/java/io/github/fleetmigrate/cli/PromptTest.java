package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.port.Cancellation;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asking a person. */
class PromptTest {
  private final Cancellation cancellation = new Cancellation();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({"y,YES", "Y,YES", "' yes ',YES", "n,NO", "'',NO", "yo,NO", "no,NO"})
  void onlyYesIsYes(String typed, Prompt.Answer answer) throws Exception {
    assertEquals(answer, ask(typed + "\ny\n"));
    assertEquals("Go on? [y/N] ", out.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"''", "' '"})
  void theEndOfTheInputIsNo(String typed) throws Exception {
    assertEquals(Prompt.Answer.NO, ask(typed));
  }

  /** However fast the answer is read: whoever stopped the program must not see it go on. */
  @RepeatedTest(50)
  void aSignalThatCameBeforeWinsOverTheAnswer() throws Exception {
    cancellation.cancel();
    assertEquals(Prompt.Answer.INTERRUPTED, ask("y\n"));
  }

  private Prompt.Answer ask(String typed) throws Exception {
    PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Prompt(new BufferedReader(new StringReader(typed)), to, cancellation).ask("Go on?");
  }
}
