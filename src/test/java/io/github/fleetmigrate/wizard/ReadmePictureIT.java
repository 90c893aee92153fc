package io.github.fleetmigrate.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The picture that the README opens with is a run of the packaged program on the sample fleet in a real terminal. Run with
 * {@code -Dfleetmigrate.pictures=write} to take it anew. What differs from run to run, commit ids, store paths, times and the
 * folder, is given other names of the same length.
 */
class ReadmePictureIT {
  private static final Path PICTURE = Path.of("docs", "screens", "run.svg");
  private static final String SHOWN = "/home/you/sample";
  private static final Pattern COMMIT = Pattern.compile("(?<=(?:checkpoint |[^0-9a-z-])(?:\u001B\\[[0-9;]*m)?)[0-9a-f]{7,9}(?![0-9a-z-])");
  private static final Pattern STORE = Pattern.compile("/nix/store/[0-9a-z]{32}");
  private static final Pattern TIME = Pattern.compile("(?<![0-9.])[0-9]\\.[0-9](?= ?s\\b)");

  private final Map<String, String> commits = new HashMap<>();
  private Path sample;

  @BeforeEach
  void needsRealPrograms() {
    // Without any of them the first screen says what is missing.
    Tools.require("nix");
    Tools.require("just");
    Tools.require("tmux");
    sample = Path.of("/tmp/fm-" + UUID.randomUUID().toString().substring(0, SHOWN.length() - "/tmp/fm-".length()));
  }

  @AfterEach
  void removeTheSample() throws IOException {
    if (Files.isDirectory(sample)) {
      Files.walkFileTree(
          sample,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }

  @Test
  void itIsWhatTheProgramShows() throws Exception {
    String taken = picture();
    if ("write".equals(System.getProperty("fleetmigrate.pictures"))) {
      Files.writeString(PICTURE, taken);
    }
    assertEquals(Files.readString(PICTURE), taken, PICTURE + " is not what the program shows");
  }

  private String picture() throws Exception {
    TerminalPicture picture = new TerminalPicture(100, 30);
    String launcher = System.getProperty("fleetmigrate.launcher");
    try (Tmux terminal = new Tmux(100, 30, Path.of("/tmp"), List.of("env", "FLEET_MIGRATE_BACKGROUND=dark", launcher, "demo", "--dir", sample.toString()))) {
      terminal.waitFor("Findings");
      show(picture, terminal, 4);
      terminal.keys("Enter");
      terminal.waitFor("Who writes /etc/hosts");
      terminal.keys("Home");
      terminal.press("Down", "\u25B8 cortex.targetHost");
      show(picture, terminal, 4);
      terminal.press("Down", "\u25B8 Who writes");
      terminal.keys("Enter");
      terminal.waitFor("\u25B8 my own modules");
      terminal.press("Down", "\u25B8 nixos-fleet's module");
      show(picture, terminal, 3);
      terminal.keys("Enter");
      terminal.waitUntil(s -> !s.contains("needs you"), "the question to be answered");
      terminal.keys("End");
      terminal.waitFor("\u25B8 Go on to phase 1");
      terminal.keys("Enter");
      for (int phase = 1; phase <= 5; phase++) {
        terminal.waitFor("Phase " + phase + ":");
        terminal.waitFor("Steps");
        if (phase == 2) {
          terminal.keys("d");
          terminal.waitFor("Space show file");
          show(picture, terminal, 5);
        }
        terminal.keys("Enter");
        terminal.waitFor("Apply phase " + phase);
        if (phase == 2) {
          show(picture, terminal, 2);
        }
        terminal.keys("y");
        terminal.waitFor("verified to ");
        if (phase == 2 || phase == 5) {
          show(picture, terminal, 4);
        }
        terminal.keys("Enter");
      }
      terminal.waitFor("not looked at");
      terminal.keys("Enter");
      terminal.waitFor("What a push changes");
      show(picture, terminal, 5);
      terminal.keys("Enter");
      terminal.waitFor("Type axon to push it");
      terminal.keys("axon");
      terminal.waitFor("> axon");
      show(picture, terminal, 3);
      terminal.keys("Enter");
      terminal.waitFor("and is as healthy as before.");
      terminal.keys("Enter");
      terminal.waitFor("1 of 3 confirmed");
      show(picture, terminal, 4);
      terminal.press("Tab", "The repository is migrated.");
      show(picture, terminal, 6);
    }
    return picture.svg();
  }

  private void show(TerminalPicture picture, Tmux terminal, int seconds) throws Exception {
    String screen = terminal.colored().replace(sample.toString(), SHOWN);
    screen = TIME.matcher(STORE.matcher(screen).replaceAll("/nix/store/" + "0123456789abcdfghijklmnpqrsvwxyz")).replaceAll("0.1");
    picture.show(COMMIT.matcher(screen).replaceAll(this::renamed), seconds);
  }

  /** Another commit id of the same length; the same one for all shortenings of one commit. */
  private String renamed(MatchResult found) {
    String id = commits.computeIfAbsent(found.group().substring(0, 7), key -> String.format("%d%s", commits.size() + 1, "c0ffee5ab"));
    return Matcher.quoteReplacement(id.substring(0, found.group().length()));
  }
}
