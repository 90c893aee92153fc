package io.github.fleetmigrate.edit.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.edit.command.CommandRules;
import io.github.fleetmigrate.edit.command.NixosFleetRules;
import io.github.fleetmigrate.text.EditSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownCommandsTest {
  private final MarkdownCommands commands = new MarkdownCommands(NixosFleetRules.load());

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash", "console", "zsh", "fish", "text", "", "just", "bash title=\"x\"", "{.bash}", "Shell"})
  void aBlockOfCommandsIsRewritten(String language) {
    assertEquals(
        "```" + language + "\nfleet push h\n```\n", rewritten("```" + language + "\ndeploy .#h\n```\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nix", "yaml", "python", "diff", "json", "mermaid"})
  void aBlockInAnotherLanguageStays(String language) {
    stays("```" + language + "\ndeploy .#h\n```\n");
  }

  @Test
  void codeSpansAreRewrittenWhateverTheirBackticks() {
    assertEquals("Run `fleet push h`, then ``fleet push k``.", rewritten("Run `deploy .#h`, then ``deploy .#k``."));
    assertEquals("`` fleet push `hostname` ``", rewritten("`` fleet push `hostname` ``"));
    assertEquals("- [ ] **`fleet push h`**", rewritten("- [ ] **`deploy .#h`**"));
    assertEquals("> it says `fleet push h`\n> ok", rewritten("> it says `deploy\n> .#h`\n> ok"));
    assertEquals("| `fleet push h` | `fleet status` |", rewritten("| `deploy .#h` | `./fleet.sh list` |"));
  }

  @Test
  void proseAndHtmlStay() {
    stays("deploy .#h\n\nTo deploy . you need deploy-rs, see [deploy](https://x/deploy.#h).\n");
    stays("<!-- deploy .#h `deploy .#h` -->\n");
    stays("<pre>\ndeploy .#h\n</pre>\n");
    stays("# deploy .#h\n");
    stays("The `deploy` output, `deploy-rs` and `fleet.sh` and `deploy.nodes`.");
  }

  @Test
  void blocksInListsAndQuotesKeepWhatStandsAroundThem() {
    assertEquals(
        "1. First:\n\n   ```bash\n   fleet push h\n   ```\n2. x\n",
        rewritten("1. First:\n\n   ```bash\n   deploy .#h\n   ```\n2. x\n"));
    assertEquals("> ```\n> $ fleet push h\n> ```\n", rewritten("> ```\n> $ deploy .#h\n> ```\n"));
    assertEquals(
        "- > ~~~sh\n  > fleet push h\n  > ls\n  > ~~~\n",
        rewritten("- > ~~~sh\n  > deploy \\\n  >   --skip-checks .#h\n  > ls\n  > ~~~\n"));
    assertEquals("para\n\n    fleet push h\n\tfleet push k\n", rewritten("para\n\n    deploy .#h\n\tdeploy .#k\n"));
  }

  @Test
  void lineEndsAndSignsOutsideAsciiStay() {
    assertEquals(
        "Überblick 🚀\r\n```sh\r\nfleet push h\r\nls\r\n```\r\nfin", rewritten("Überblick 🚀\r\n```sh\r\ndeploy .#h\r\nls\r\n```\r\nfin"));
    assertEquals("🚀 `fleet push h` é", rewritten("🚀 `deploy .#h` é"));
    assertEquals("```sh\nfleet push h", rewritten("```sh\ndeploy .#h"));
    assertEquals("````md\n```sh\ndeploy .#h\n```\n````\n", rewritten("````md\n```sh\ndeploy .#h\n```\n````\n"));
  }

  @Test
  void aStringOfAScriptStaysAndAnApostropheOfOutputDoesNotHideACommand() {
    stays("```bash\necho \"\ndeploy .#h\n\"\n```\n");
    assertEquals("```\ndon't:\nfleet push h\nit's\n```\n", rewritten("```\ndon't:\ndeploy .#h\nit's\n```\n"));
  }

  @Test
  void whatIsLeftAloneIsNamedWithItsPlace() {
    String text = "x\n\n> ```sh\n> deploy .#h.system\n> ```\n";
    CommandRules.Left left = commands.rewrite(text).left().get(0);
    assertEquals("deploy .#h.system", left.range().in(text));
    assertEquals("deploy .#h.system", left.command());
  }

  @Test
  void anyDocumentIsRewrittenInPlace() {
    List<String> tokens =
        List.of("`", "``", "```", "```sh\n", "~~~\n", "deploy .#h", "deploy \\\n", ".#h", "\n", "\r\n", "\n\n", "> ", "- ", "1. ", "    ", "\t",
            "<!--", "-->", "é", "🚀", "#", "'", "\"", "\\", "prose ", "\0", "\f", "|");
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(16); n >= 0; n--) {
        text.append(tokens.get(random.nextInt(tokens.size())));
      }
      String before = text.toString();
      String after = rewritten(before);
      if (!before.contains("\\")) {
        assertEquals(before.replace("deploy .#h", "fleet push h"), after.replace("deploy .#h", "fleet push h"));
      }
      for (CommandRules.Left left : commands.rewrite(before).left()) {
        assertEquals(left.command().charAt(0), before.charAt(left.range().start()), before);
        assertEquals(
            left.command().charAt(left.command().length() - 1), before.charAt(left.range().end() - 1), before);
      }
    }
  }

  private void stays(String markdown) {
    assertEquals(markdown, rewritten(markdown));
  }

  private String rewritten(String markdown) {
    return EditSet.of(commands.rewrite(markdown).edits()).applyTo(markdown);
  }
}
