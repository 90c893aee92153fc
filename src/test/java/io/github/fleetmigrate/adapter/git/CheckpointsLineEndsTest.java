package io.github.fleetmigrate.adapter.git;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.FileVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Line ends as git itself converts them, in both directions. */
@ParameterizedClass
@EnumSource
class CheckpointsLineEndsTest extends CheckpointsTestBase {
  CheckpointsLineEndsTest(Implementation implementation) {
    super(implementation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"autocrlf=true", "autocrlf=input", "eol=crlf", "auto eol=crlf", "auto", "-text", "mixed"})
  void hashesOfUntouchedFilesAgreeBetweenWorkTreeAndCommit(String setting) throws Exception {
    GitFixture origin = GitFixture.init(folder.resolve("origin"));
    origin.write("unix.nix", "a\nb\n").write("windows.nix", "a\r\nb\r\n").write("mixed.nix", "a\r\nb\nc\n");
    origin.write("old-mac.nix", "a\rb\nc\n").write("none.nix", "no line end");
    Files.write(origin.root.resolve("data.bin"), new byte[] {0, 10, 13, 10, 1});
    origin.commitAll("As they are");
    String attributes =
        switch (setting) {
          case "eol=crlf" -> "*.nix text eol=crlf\n";
          case "auto eol=crlf" -> "* text=auto eol=crlf\n";
          case "auto" -> "* text=auto\n";
          case "-text" -> "*.nix -text\n";
          case "mixed" -> "* text=auto\nunix.nix eol=crlf\nmixed.nix -text\nwindows.nix crlf\n";
          default -> "";
        };
    origin.write(".gitattributes", attributes).git("add", ".gitattributes");
    origin.git("commit", "--quiet", "-m", "Attributes");
    GitFixture clone = GitFixture.init(folder.resolve("clone"));
    if (setting.startsWith("autocrlf")) {
      clone.git("config", "core.autocrlf", setting.substring("autocrlf=".length()));
    }
    clone.git("pull", "--quiet", origin.root.toString(), "main");
    Checkpoints there = open(clone.root);

    for (String path : there.paths(clone.head())) {
      FileVersion committed = there.read(clone.head(), path).orElseThrow();
      assertArrayEquals(Files.readAllBytes(clone.root.resolve(path)), committed.content(), path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"autocrlf=true", "autocrlf=input", "eol=crlf", "auto", "lf"})
  void storesAndStagesWhatGitAddWould(String setting) throws Exception {
    if (setting.startsWith("autocrlf")) {
      repository.git("config", "core.autocrlf", setting.substring("autocrlf=".length()));
    } else {
      repository.write(
          ".gitattributes",
          switch (setting) {
            case "eol=crlf" -> "*.nix text eol=crlf\n";
            case "lf" -> "*.nix text eol=lf\n";
            default -> "* text=auto\n";
          });
    }
    repository.git("-c", "core.autocrlf=false", "commit", "--quiet", "--allow-empty", "-m", "x");
    repository.git("update-index", "--add", "--cacheinfo", "100644," + blobOf("was\r\ncrlf\r\n") + ",kept.nix");
    repository.git("commit", "--quiet", "-m", "With CRLF in it");
    Map<String, String> contents =
        Map.of(
            "flake.nix", "{\r\n}\r\n",
            "mixed.nix", "a\r\nb\n",
            "kept.nix", "was\r\ncrlf\r\nmore\r\n",
            "lone.nix", "a\rb\r\n",
            "data.bin", "\0\r\n");
    Map<String, FileVersion> versions = new HashMap<>();
    for (Map.Entry<String, String> file : contents.entrySet()) {
      repository.write(file.getKey(), file.getValue());
      versions.put(file.getKey(), text(file.getValue()));
    }
    if (Files.exists(repository.root.resolve(".gitattributes"))) {
      versions.put(".gitattributes", text(repository.content(".gitattributes")));
    }

    String tree = checkpoints.treeWith(repository.head(), versions);
    checkpoints.stage(versions.keySet());
    String staged = repository.git("write-tree");
    repository.git("read-tree", "HEAD");
    repository.git("add", "--all");

    assertEquals(repository.git("write-tree"), tree);
    assertEquals(repository.git("write-tree"), staged);
  }

  private String blobOf(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("blob"), content);
    return repository.git("hash-object", "-w", "--no-filters", file.toString());
  }
}
