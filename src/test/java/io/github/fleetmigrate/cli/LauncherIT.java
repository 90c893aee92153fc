package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The launcher finds the program's folder and a Java, and says so where there is none. */
class LauncherIT {
  @TempDir Path folder;

  @Test
  void theProgramsFolderIsWhole() {
    Path home = Packaged.built().getParent().getParent();
    assertAll(
        () -> assertTrue(Files.isDirectory(home.resolve("lib"))),
        () -> assertTrue(Files.isRegularFile(home.resolve("steps/nixos-fleet/migration.json"))),
        () -> assertEquals(List.of("bin", "lib", "steps"), names(home)));
  }

  @Test
  void saysItsVersion() throws Exception {
    Packaged.Ended ended = Packaged.launcher(folder).run("--version");
    assertEquals(0, ended.code());
    assertTrue(ended.out().matches("fleet-migrate \\d+\\.\\d+\\.\\d+\\S*\\R"), ended.out());
    assertEquals("", ended.err());
  }

  @Test
  void runsThroughSymbolicLinksFromAnotherFolder() throws Exception {
    Path tools = Files.createDirectories(folder.resolve("my tools -> here"));
    Files.createSymbolicLink(tools.resolve("absolute"), Packaged.built());
    Files.createSymbolicLink(tools.resolve("relative"), Path.of("absolute"));
    Path link = Files.createSymbolicLink(folder.resolve("fleet migrate"), Path.of("my tools -> here/relative"));
    Packaged.Ended ended = Packaged.launcher(tools).at(link).run("steps", "list");
    assertEquals("", ended.err());
    assertTrue(ended.out().contains("nixos-fleet"), ended.out());
    assertEquals(0, ended.code());
  }

  @Test
  void runsFromAFolderWithSpacesInItsName() throws Exception {
    Path home = folder.resolve("program files/fleet 'migrate'");
    copy(Packaged.built().getParent().getParent(), home);
    Packaged.Ended ended = Packaged.launcher(folder).at(home.resolve("bin/fleet-migrate")).run("steps", "list");
    assertEquals("", ended.err());
    assertTrue(ended.out().contains("nixos-fleet"), ended.out());
  }

  @Test
  void passesArgumentsUnharmed() throws Exception {
    Path java = fakeJava("printf '<%s>\\n' \"$@\"", "21.0.1");
    String[] hard = {"--repo", "a  b", "", "$HOME `id` \"'\\", "*", "two\nlines"};
    Packaged.Ended ended = Packaged.launcher(folder).with("JAVA_HOME", java.toString()).run(hard);
    String expected = "<" + String.join(">\n<", hard) + ">\n";
    assertTrue(ended.out().endsWith("<io.github.fleetmigrate.cli.Main>\n" + expected), ended.out());
  }

  @Test
  void takesJavaHomeBeforePath() throws Exception {
    Path home = fakeJava("echo from JAVA_HOME", "17.0.1");
    Path path = fakeJava("echo from PATH", "17.0.1");
    Packaged program =
        Packaged.launcher(folder).with("PATH", path.resolve("bin") + ":" + System.getenv("PATH"));
    assertEquals("from JAVA_HOME\n", program.with("JAVA_HOME", home.toString()).run().out());
    assertEquals("from PATH\n", program.with("JAVA_HOME", null).run().out());
    assertEquals("from PATH\n", program.with("JAVA_HOME", folder.resolve("gone").toString()).run().out());
  }

  @Test
  void refusesAnOldJavaByName() throws Exception {
    for (String version : List.of("11.0.2", "1.8.0_292", "16")) {
      Path java = fakeJava("echo started", version);
      Packaged.Ended ended = Packaged.launcher(folder).with("JAVA_HOME", java.toString()).run("--version");
      assertEquals(4, ended.code());
      assertEquals("", ended.out());
      String major = version.replaceFirst("^1\\.", "").split("[._]")[0];
      assertEquals(
          List.of(
              "fleet-migrate: " + java + "/bin/java is Java " + major + ", and 17 or later is needed",
              "  install Java 17 or later, or set JAVA_HOME to its folder"),
          ended.err().lines().toList());
    }
  }

  @Test
  void readsTheVersionFromTheFileBesideJava() throws Exception {
    Path java = fakeJava("echo started", "a version that is never asked for");
    Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"Some\"\nJAVA_VERSION=\"11.0.2\"\n");
    assertEquals(4, Packaged.launcher(folder).with("JAVA_HOME", java.toString()).run().code());
    Files.writeString(java.resolve("release"), "JAVA_VERSION_DATE=\"2020-01-01\"\nJAVA_VERSION=\"17\"\n");
    assertEquals("started\n", Packaged.launcher(folder).with("JAVA_HOME", java.toString()).run().out());
  }

  @Test
  void saysPlainlyThatJavaIsMissing() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String tool : List.of("ls", "sed", "sh")) {
      Files.createSymbolicLink(bin.resolve(tool), onPath(tool));
    }
    Packaged.Ended ended =
        Packaged.launcher(folder).with("JAVA_HOME", null).with("PATH", bin.toString()).run("check");
    assertEquals(4, ended.code());
    assertEquals(
        "fleet-migrate: Java is not installed\n  install Java 17 or later, or set JAVA_HOME to its folder\n",
        ended.err());
  }

  /** The shell makes the names: this test's own Java may be one that cannot. */
  @Test
  void namesFilesOutsideAsciiInEveryLocale() throws Exception {
    Path script = Files.writeString(folder.resolve("script"),
        """
        set -eu
        name=$(printf 'fl\\303\\266te')
        mkdir "$name" && cd "$name" && git init -q .
        printf '{ outputs = { self }: { nixosConfigurations = { }; }; }\\n' >flake.nix
        : >"$name.nix" && git add . && : >"$name.nix~" && git add .
        git -c user.name=a -c user.email=a@b.c commit -q -m "$name"
        printf 'more\\n' >"$name.nix"
        cd .. && exec "$1" --repo "$name" --nix no-such-nix --format json check
        """);
    Path sh = onPath("sh");
    for (String locale : List.of("C", "POSIX", "C.UTF-8", "no_SUCH.ISO8859-1")) {
      Path place = Files.createTempDirectory(folder, "locale");
      Packaged program = Packaged.launcher(place).with("LC_ALL", locale).with("LANG", null);
      Packaged.Ended ended = program.at(sh).run(script.toString(), Packaged.built().toString());
      assertEquals(0, ended.code(), locale + ": " + ended.err());
      assertTrue(ended.out().contains("/fl\u00f6te\""), locale + ": " + ended.out());
      assertTrue(ended.out().contains("\"clean\" : false"), locale + ": " + ended.out());
    }
  }

  @Test
  void withoutATerminalTheWizardNamesWhatGoesWithoutOne() throws Exception {
    Packaged.Ended ended = Packaged.launcher(folder).run();
    assertEquals(4, ended.code());
    assertEquals("", ended.out());
    assertEquals(2, ended.err().lines().count(), ended.err());
    assertTrue(ended.err().contains("needs a terminal"), ended.err());
    assertTrue(ended.err().contains("`fleet-migrate plan`") && ended.err().contains("`fleet-migrate apply --yes`"));
  }

  /** Newer Java warns of things that its libraries do; none of that may reach a user. */
  @TestFactory
  Stream<DynamicTest> runsOnEveryJavaThatIsInstalledBesideThisOne() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> siblings = Files.list(own.getParent())) {
      return siblings
          .filter(home -> Files.isExecutable(home.resolve("bin/java")) && !Files.isSymbolicLink(home))
          .sorted()
          .toList()
          .stream()
          .map(home -> DynamicTest.dynamicTest(home.getFileName().toString(), () -> quietly(home)));
    }
  }

  private void quietly(Path javaHome) throws Exception {
    Packaged program = Packaged.launcher(folder).with("JAVA_HOME", javaHome.toString());
    Packaged.Ended ended = program.run("check");
    assertEquals(4, ended.code(), ended.err());
    assertEquals("", ended.out());
    assertEquals(2, ended.err().lines().count(), ended.err());
    assertTrue(ended.err().contains("is not in a git repository"), ended.err());
    assertFalse(program.run("steps", "show", "nixos-fleet").err().contains("WARNING"));
  }

  /** A Java home whose program tells a version and else runs a line of shell. */
  private Path fakeJava(String does, String version) throws IOException {
    Path home = Files.createTempDirectory(folder, "java home ");
    Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        if [ "$1" = -version ]; then
          echo 'openjdk version "%s" 2020-01-01' >&2
          exit 0
        fi
        %s
        """
            .formatted(version, does));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  private static Path onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(place -> Path.of(place, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(to.resolve(from.relativize(place)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
