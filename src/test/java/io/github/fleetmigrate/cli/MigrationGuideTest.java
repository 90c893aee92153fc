package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/writing-a-migration.md: its files make a migration that is valid and does what the page says. */
class MigrationGuideTest {
  @TempDir Path temp;

  @Test
  void theGuidesMigrationWorks() throws Exception {
    Path steps = temp.resolve("my-steps");
    Parser.builder()
        .build()
        .parse(Files.readString(Path.of("docs/writing-a-migration.md")))
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(FencedCodeBlock block) {
                String[] info = block.getInfo().split(" ");
                if (info.length == 2) {
                  write(steps.resolve(info[1]), block.getLiteral());
                }
              }
            });
    SampleRepo repo = SampleRepo.in(temp, "nix-2.26");
    repo.done("steps", "validate", steps.toString());
    String answers = repo.answers(a -> a.removeAll().putObject("withoutNode").put("orion", "local")).toString();
    String[] apply = {"--steps", steps.toString(), "--migration", "nixos-rebuild", "apply", "--yes", "--answers", answers};

    repo.done(apply);
    JsonNode status =
        SampleRepo.json(
            repo.done("--steps", steps.toString(), "--migration", "nixos-rebuild", "--format", "json", "status").out());
    JsonNode phase = status.at("/phases/0");
    assertEquals("done", phase.get("state").asText());
    for (Map.Entry<String, JsonNode> host : phase.get("hosts").properties()) {
      assertEquals("identical", host.getValue().get("verdict").asText(), host.getKey());
    }
    assertTrue(repo.read("justfile").contains("nixos-rebuild switch --flake .#"), repo.read("justfile"));
    String page = repo.read("docs/DEPLOYMENT.md");
    assertTrue(page.contains("| axon | `nixos-rebuild switch --flake .#axon --target-host "), page);
    assertTrue(page.contains("On the machine itself, `sudo nixos-rebuild switch --flake .`: `orion`"), page);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
