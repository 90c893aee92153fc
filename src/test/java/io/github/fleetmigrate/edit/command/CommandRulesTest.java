package io.github.fleetmigrate.edit.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.text.EditSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandRulesTest {
  private final CommandRules rules = NixosFleetRules.load();

  private record Line(String before, String expected) {
    @Override
    public String toString() {
      return before;
    }
  }

  static Stream<Line> lines() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("src/test/resources/command-lines/nixos-fleet.txt")).stream()
            .skip(3)
            .filter(l -> !l.isBlank())
            .toList();
    List<Line> out = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 2) {
      out.add(new Line(lines.get(i), lines.get(i + 1)));
    }
    return out.stream();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aCommandLineBecomes(Line line) {
    CommandRules.Result result = rules.rewrite(line.before());
    String after = applied(result, line.before());
    if (line.expected().startsWith("=> ")) {
      assertEquals(line.expected().substring(3), after);
      assertEquals(List.of(), result.left());
      assertEquals(List.of(), rules.rewrite(after).edits(), "a second run changes nothing");
    } else {
      assertEquals(line.before(), after);
      String said = result.left().stream().map(l -> "left: " + l.command() + " (" + l.reason()).findFirst().orElse("stays");
      assertTrue(said.startsWith(line.expected()), said);
    }
  }

  @Test
  void aCommandOverSeveralLinesBecomesOne() {
    assertEquals(
        "fleet push h\ngit push\n", rewritten("deploy \\\n  --skip-checks \\\n  .#h\ngit push\n"));
    assertEquals("fleet push h\r\n", rewritten("deploy \\\r\n  .#h\r\n"));
    assertEquals("fleet push h && \\\n  fleet check h\n", rewritten("deploy .#h && \\\n  fleet check h\n"));
  }

  @Test
  void hereDocumentsAndStringsOfSeveralLinesStay() {
    for (String text :
        List.of(
            "cat <<EOF\ndeploy .#h\nEOF\n",
            "cat > x <<-'END'\n\tdeploy .#h\n\tEND\n",
            "cat <<A <<B\ndeploy .#a\nA\ndeploy .#b\nB\n",
            "cat <<EOF\ndeploy .#h\n",
            "echo \"\ndeploy .#h\n\"\n",
            "echo '\ndeploy .#h\n'\n")) {
      assertEquals(text, rewritten(text));
    }
    assertEquals("cat <<EOF\ndeploy .#h\nEOF\nfleet push k\n", rewritten("cat <<EOF\ndeploy .#h\nEOF\ndeploy .#k\n"));
    assertEquals("cat <<<x\nfleet push k\n", rewritten("cat <<<x\ndeploy .#k\n"));
  }

  @Test
  void aCommentKeepsItsCommands() {
    assertEquals("# deploy .#h\n  # deploy .#h\n", rewritten("# deploy .#h\n  # deploy .#h\n"));
    assertEquals("# first \\\n deploy .#h\nfleet push k", rewritten("# first \\\n deploy .#h\ndeploy .#k"));
    assertEquals("fleet push h # or deploy .#k\n", rewritten("deploy .#h # or deploy .#k\n"));
  }

  @Test
  void linesThatAreReadOneByOneDoNotShareAQuote() {
    CommandRules.Result result = rules.rewriteLines("don't wait:\ndeploy .#h\nthat's it\ndeploy \\\n .#k\n");
    assertEquals(
        "don't wait:\nfleet push h\nthat's it\nfleet push k\n",
        applied(result, "don't wait:\ndeploy .#h\nthat's it\ndeploy \\\n .#k\n"));
  }

  @Test
  void anyTextIsReadToItsEndAndWhatIsRewrittenStaysRewritten() {
    String[] tokens = {
      "deploy", ".#h", ".", "--targets", "--skip-checks", "\\", "\\\n", "\n", "\r\n", " ", "'", "\"", "`", "$(", "${", ")", "}",
      "{{", "}}", "<<EOF", "EOF", "<", ">", "<x>", "2>", "&", "&&", "|", ";", "(", "#", "# ", "./fleet.sh", "update", "sudo",
      "A=1", "$", "@", "-", "ä", "\t", "\\"
    };
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(14); n >= 0; n--) {
        text.append(tokens[random.nextInt(tokens.length)]).append(random.nextInt(3) == 0 ? "" : " ");
      }
      String once = rewritten(text.toString());
      assertEquals(once, rewritten(once), text.toString());
      String lines = applied(rules.rewriteLines(text.toString()), text.toString());
      assertEquals(lines, applied(rules.rewriteLines(lines), lines), text.toString());
    }
  }

  @Test
  void aWordOfAnyLengthIsRead() {
    String text = "deploy .#" + "h".repeat(100_000) + " $(" + "'".repeat(1001);
    assertEquals(text, rewritten(text));
  }

  private String rewritten(String text) {
    return applied(rules.rewrite(text), text);
  }

  private static String applied(CommandRules.Result result, String text) {
    return EditSet.of(result.edits()).applyTo(text);
  }
}
