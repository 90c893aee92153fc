package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flakes as people write them, each in a file of {@code flake-shapes}: files behind {@code ---}; before them what is run
 * on them, what is found and made, which hosts are left out of the fleet, and what else stays as it is. Real nix evaluates
 * them; no host may change but for what phase 5 announces, and what is left out may not even then.
 */
class FlakeShapesTest {
  private static final Path SHAPES = Path.of("src/test/resources/flake-shapes");
  @TempDir static Path temp;

  private static SampleRepo sample;
  private static String inputs;
  private static Path more;

  @BeforeAll
  static void inputs() throws Exception {
    sample = SampleRepo.in(temp.resolve("sample"), "nix-2.26");
    inputs = sample.read("flake.nix").split("url = \"path:")[1].split("/[a-z-]*\"")[0];
    more = Files.createDirectories(temp.toRealPath().resolve("more"));
    FRAMEWORKS.forEach(FlakeShapesTest::framework);
  }

  /** Our own stand-ins for what makes outputs in these flakes: the calling convention and nothing more. */
  private static final Map<String, String> FRAMEWORKS =
      Map.of(
          "flake-utils",
          """
          {
            outputs = _: {
              lib.eachDefaultSystem = f: builtins.mapAttrs (_: value: { @system@ = value; }) (f "@system@");
            };
          }
          """,
          "flake-utils-plus",
          """
          {
            outputs = _: {
              lib.mkFlake = { self, inputs, hosts, hostDefaults, ... }@args:
                removeAttrs args [ "self" "inputs" "hosts" "hostDefaults" ] // {
                  nixosConfigurations = builtins.mapAttrs (_: host: inputs.nixpkgs.lib.nixosSystem {
                    specialArgs = { inherit inputs; };
                    modules = hostDefaults.modules ++ host.modules;
                  }) hosts;
                };
            };
          }
          """,
          "import-tree",
          """
          {
            outputs = _: {
              __functor = _: root:
                let
                  below = folder: builtins.concatMap (name:
                    if builtins.substring 0 1 name == "_" then [ ]
                    else if (builtins.readDir folder).${name} == "directory" then below (folder + "/${name}")
                    else [ (folder + "/${name}") ]) (builtins.attrNames (builtins.readDir folder));
                in
                { imports = below root; };
            };
          }
          """);

  private static void framework(String name, String flake) {
    try {
      Path file = Files.createDirectories(more.resolve(name)).resolve("flake.nix");
      Files.writeString(file, flake.replace("@system@", sample.system()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyHostStaysIdentical() throws IOException {
    try (Stream<Path> files = Files.list(SHAPES)) {
      return files.sorted().toList().stream().flatMap(FlakeShapesTest::runs);
    }
  }

  private static Stream<DynamicTest> runs(Path file) {
    String name = file.getFileName().toString().replace(".txt", "");
    String shape = read(file);
    return header(shape, "runs").stream().map(run -> DynamicTest.dynamicTest(name + ", " + run, () -> migrate(name, shape, run)));
  }

  private static List<String> header(String shape, String name) {
    return shape.lines()
        .takeWhile(line -> !line.startsWith("---"))
        .filter(line -> line.startsWith(name + ": "))
        .flatMap(line -> Stream.of(line.substring(name.length() + 2).split(" ")))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void migrate(String name, String shape, String run) throws Exception {
    SampleRepo repo = sample.copy(temp.resolve(name + "-" + run));
    repo.git("rm", "-rqf", ".");
    for (Map.Entry<String, String> written : files(shape).entrySet()) {
      String text = written.getValue();
      repo.write(written.getKey(), run.endsWith("-crlf") ? text.replace("\n", "\r\n") : text);
    }
    repo.git("add", "-A");
    repo.nix("flake", "lock");
    String start = repo.commit(name);
    JsonNode before = repo.systems(start, "nixosConfigurations");
    boolean colmena = run.equals("colmena");
    String answers =
        repo.answers(
                a -> {
                  String source = a.get("source").asText();
                  a.removeAll();
                  a.put("source", colmena ? source.replace("nixos-fleet", "colmena") : source);
                  if (!colmena) {
                    a.put("strategy", run.replace("-crlf", ""));
                  }
                  if (!shape.contains("mkShell")) {
                    a.put("cli", "nix-run");
                  }
                })
            .toString();
    String migration = colmena ? "colmena" : "nixos-fleet";
    List<String> found =
        SampleRepo.json(repo.done("check", "--format", "json").out()).get("findings").findValuesAsText("id");
    assertTrue(found.containsAll(header(shape, "finds")), found.toString());

    repo.done("--migration", migration, "apply", "--yes", "--through", "4", "--answers", answers);
    String four = repo.head();
    assertEquals(before, repo.systems(four, "nixosConfigurations"));
    JsonNode nodes = repo.systems(four, "colmenaHive.nodes");
    List<String> left = header(shape, "left");
    List<String> fleet = before.propertyStream().map(Map.Entry::getKey).filter(host -> !left.contains(host)).toList();
    assertEquals(fleet.size(), nodes.size(), nodes.toString());
    fleet.forEach(node -> assertEquals(before.get(node), nodes.get(node), node));
    header(shape, "makes").forEach(path -> assertTrue(Files.exists(repo.root().resolve(path)), path));
    if (colmena) {
      return;
    }
    repo.done("apply", "--yes", "--answers", answers);
    JsonNode after = repo.systems(repo.head(), "nixosConfigurations");
    JsonNode inHive = repo.systems(repo.head(), "colmenaHive.nodes");
    for (String host : fleet) {
      assertTrue(repo.phase(5).at("/hosts/" + host + "/announced").asBoolean(), host);
      assertEquals(after.get(host), inHive.get(host), host);
    }
    left.forEach(host -> assertEquals(before.get(host), after.get(host), host));
    for (String output : header(shape, "kept")) {
      String attribute = output.replace("@system@", sample.system());
      String drvPath = "p: p.drvPath";
      assertEquals(repo.eval(start, attribute, drvPath), repo.eval(repo.head(), attribute, drvPath), output);
    }
    for (String path : files(shape).keySet()) {
      String text = repo.read(path);
      assertEquals(run.endsWith("-crlf") ? text.lines().count() : 0, text.chars().filter(c -> c == '\r').count(), path);
    }
    String head = repo.head();
    repo.done("apply", "--yes", "--answers", answers);
    assertEquals(head, repo.head());
    assertNothingToDo(repo, answers);
    if (header(shape, "runs").get(0).equals(run)) {
      assertClosed(repo, shape, run, after);
    }
  }

  /** What was kept as a fallback goes: no host changes, no trace of the input stays, and the way back gives every byte back. */
  private static void assertClosed(SampleRepo repo, String shape, String run, JsonNode before) throws Exception {
    ConfirmedHosts.all(repo);
    String tree = repo.tree();
    repo.done("rollout", "--finish", "--yes");
    assertEquals(before, repo.systems(repo.head(), "nixosConfigurations"));
    assertFalse(repo.outputs(repo.head()).contains("deploy"), repo.outputs(repo.head()).toString());
    for (String path : repo.git("ls-files", "*.nix", "flake.lock").lines().toList()) {
      String text = repo.read(path);
      assertFalse(text.contains("deploy-rs"), path + ":\n" + text);
      if (!path.equals("flake.lock") && files(shape).containsKey(path)) {
        assertEquals(run.endsWith("-crlf") ? text.lines().count() : 0, text.chars().filter(c -> c == '\r').count(), path);
      }
    }
    repo.done("rollback", "--to", "5", "--yes");
    assertEquals(tree, repo.tree());
  }

  /** The same tree in a repository that knows of no migration: every step finds its own work there. */
  private static void assertNothingToDo(SampleRepo migrated, String answers) throws Exception {
    SampleRepo repo = migrated.copy(migrated.root().resolveSibling("anew"));
    Files.move(repo.root().resolve(".git/fleet-migrate"), repo.scratch().resolve("what-is-known"));
    repo.git("checkout", "-q", "--orphan", "anew");
    repo.git("commit", "-q", "-m", "The same files");
    String plan = repo.done("plan", "--answers", answers).out();
    assertFalse(plan.contains("diff --git"), plan);
  }

  private static Map<String, String> files(String shape) throws IOException {
    Map<String, String> files = new TreeMap<>();
    String filled =
        shape.replace("@inputs@", inputs).replace("@more@", more.toString()).replace("@system@", sample.system());
    for (String part : filled.substring(filled.indexOf("--- ") + 4).split("(?m)^--- ")) {
      int end = part.indexOf('\n');
      files.put(part.substring(0, end), part.substring(end + 1));
    }
    return files;
  }
}
