package io.github.fleetmigrate.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFleetTest {
  @TempDir Path temp;

  @Test
  void laysOutRepositoryInputsAndAnswers() throws Exception {
    SampleFleet.Layout layout = SampleFleet.layOut(temp.resolve("new/demo"));
    assertTrue(Files.isRegularFile(layout.repository().resolve("flake.nix")));
    assertTrue(Files.isRegularFile(layout.repository().resolve(".gitignore")));
    assertTrue(Files.isRegularFile(layout.inputs().resolve("nixos-fleet/flake.nix")));
    JsonNode answers = new ObjectMapper().readTree(layout.answers().toFile());
    assertEquals("path:" + layout.inputs() + "/nixos-fleet", answers.get("source").asText());
  }

  @Test
  void noPlaceholderIsLeft() throws Exception {
    SampleFleet.layOut(temp.resolve("demo"));
    for (Map.Entry<String, String> file : texts(temp.resolve("demo")).entrySet()) {
      assertFalse(file.getValue().matches("(?s).*@(inputs|system)@.*"), file.getKey());
    }
  }

  @Test
  void scriptsAreExecutableAndNothingElseIs() throws Exception {
    Path root = temp.resolve("demo");
    SampleFleet.layOut(root);
    for (Map.Entry<String, String> file : texts(root).entrySet()) {
      assertEquals(file.getValue().startsWith("#!"), Files.isExecutable(root.resolve(file.getKey())), file.getKey());
    }
    assertTrue(Files.isExecutable(root.resolve("fleet/scripts/deployment/fleet.sh")));
    assertTrue(Files.isExecutable(root.resolve("inputs/nixos-fleet/cli/bin/fleet")));
  }

  @Test
  void fromAJarItIsTheSame() throws Exception {
    SampleFleet.layOut(temp.resolve("demo"));
    Map<String, String> fromClasses = texts(temp.resolve("demo"));
    Files.move(temp.resolve("demo"), temp.resolve("from-classes"));

    URL anchor = SampleFleet.class.getResource("sample/README.md");
    Path jar = temp.resolve("packed!with sign.jar");
    pack(Path.of(anchor.toURI()).getParent(), jar, "some/folder/sample/");
    SampleFleet.layOut(
        URI.create("jar:" + jar.toUri() + "!/some/folder/sample/README.md").toURL(), temp.resolve("demo"));
    assertEquals(fromClasses, texts(temp.resolve("demo")));
  }

  @Test
  void aFolderInUseIsRefusedAndLeftAlone() throws Exception {
    Files.writeString(temp.resolve("mine"), "mine");
    FileSystemException e = assertThrows(FileSystemException.class, () -> SampleFleet.layOut(temp));
    assertEquals(temp + ": is not empty", e.getMessage());
    try (Stream<Path> files = Files.list(temp)) {
      assertEquals(List.of(temp.resolve("mine")), files.toList());
    }
    e = assertThrows(FileSystemException.class, () -> SampleFleet.layOut(temp.resolve("mine")));
    assertEquals(temp.resolve("mine") + ": is not a folder", e.getMessage());
  }

  @Test
  void onlyAFinishedSampleIsFoundAgainWhereItWasLaidOut() throws Exception {
    Path folder = temp.resolve("demo");
    assertTrue(SampleFleet.found(folder).isEmpty());
    SampleFleet.Layout layout = SampleFleet.layOut(folder);
    assertTrue(SampleFleet.found(folder).isEmpty());
    SampleFleet.finish(layout);
    assertEquals(layout, SampleFleet.found(folder).orElseThrow());
    Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
    assertEquals(layout, SampleFleet.found(link).orElseThrow());
    assertEquals(layout, SampleFleet.around(layout.repository()).orElseThrow());
    assertTrue(SampleFleet.around(layout.inputs()).isEmpty(), "another folder beside it");
    Path moved = Files.move(folder, temp.resolve("moved"));
    FileSystemException e = assertThrows(FileSystemException.class, () -> SampleFleet.found(moved));
    assertTrue(e.getMessage().contains("was laid out as " + layout.repository().getParent()), e.getMessage());
    assertTrue(SampleFleet.around(moved.resolve("fleet")).isEmpty());
  }

  @Test
  void aPathThatNixCannotReadIsRefused() {
    Path spaced = temp.resolve("a b");
    IOException e = assertThrows(FileSystemException.class, () -> SampleFleet.layOut(spaced));
    assertTrue(e.getMessage().contains("flake URLs"), e.getMessage());
    assertFalse(Files.exists(spaced));
  }

  @Test
  void justLoadsTheJustfile() throws Exception {
    Path just = Tools.require("just");
    SampleFleet.Layout layout = SampleFleet.layOut(temp.resolve("demo"));
    Process process =
        new ProcessBuilder(just.toString(), "--dump", "--dump-format", "json")
            .directory(layout.repository().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    JsonNode dump = new ObjectMapper().readTree(process.getInputStream());
    assertEquals(0, process.waitFor());
    JsonNode recipes = dump.get("recipes");
    assertTrue(recipes.get("check-host").get("shebang").asBoolean());
    assertEquals("check-host", recipes.get("deploy").get("dependencies").get(0).get("recipe").asText());
    assertEquals("star", recipes.get("update").get("parameters").get(0).get("kind").asText());
    assertEquals("orion", recipes.get("rebuild").get("parameters").get(0).get("default").asText());
  }

  private static Map<String, String> texts(Path root) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }

  private static void pack(Path folder, Path jar, String prefix) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out)) {
      for (Map.Entry<String, String> file : texts(folder).entrySet()) {
        packed.putNextEntry(new JarEntry(prefix + file.getKey()));
        packed.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        packed.closeEntry();
      }
    }
  }
}
