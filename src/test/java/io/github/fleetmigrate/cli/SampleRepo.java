package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fleetmigrate.demo.SampleFleet;
import io.github.fleetmigrate.testing.GitRepo;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The sample fleet as a git repository, and fleet-migrate's commands run on it in this process with real programs. */
final class SampleRepo {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DRVS = "hosts: builtins.mapAttrs (_: h: h.config.system.build.toplevel.drvPath) hosts";

  private final Path root;
  private final Path answers;
  private final Path scratch;
  private final String nix;
  private final GitRepo git;

  private SampleRepo(Path root, Path answers, Path scratch, String nix) throws IOException {
    this.root = root;
    this.answers = answers;
    this.scratch = Files.createDirectories(scratch);
    this.nix = nix;
    this.git = GitRepo.at(root);
  }

  /** Laid out in an empty folder, its inputs locked with the given nix, one commit. */
  static SampleRepo in(Path folder, String nix) throws IOException {
    Tools.require(nix);
    SampleFleet.Layout layout = SampleFleet.layOut(folder.resolve("demo"));
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    program(scratch, layout.repository(), nix, List.of("flake", "lock", "path:" + layout.repository())).output();
    SampleRepository.commit(layout.repository());
    return new SampleRepo(layout.repository(), layout.answers(), scratch, nix);
  }

  /** This repository with everything git and fleet-migrate hold, in another folder; the flake's inputs are shared. */
  SampleRepo copy(Path folder) throws IOException {
    Path to = Files.createDirectories(folder).toRealPath().resolve("fleet");
    copy(root, to);
    SampleRepo copy = new SampleRepo(to, answers, folder.resolve("scratch"), nix);
    copy.git("update-index", "-q", "--refresh");
    return copy;
  }

  /** A clone of the branch alone. */
  SampleRepo cloned(Path folder) throws IOException {
    Path to = Files.createDirectories(folder).toRealPath().resolve("fleet");
    git("clone", "-q", root.toString(), to.toString());
    SampleRepo clone = new SampleRepo(to, answers, folder.resolve("scratch"), nix);
    clone.git("config", "user.name", "Clone");
    clone.git("config", "user.email", "clone@example.org");
    return clone;
  }

  Path root() {
    return root;
  }

  Path scratch() {
    return scratch;
  }

  /** The platform of the sample's hosts, as nix names it. */
  String system() throws IOException {
    String after = read("flake-modules/lib.nix").split("system = \"")[1];
    return after.substring(0, after.indexOf('"'));
  }

  /** The sample's own answers file. */
  Path answers() {
    return answers;
  }

  /** The sample's answers, changed. */
  Path answers(Consumer<ObjectNode> change) throws IOException {
    ObjectNode node = (ObjectNode) JSON.readTree(answers.toFile());
    change.accept(node);
    Path file = Files.createTempFile(scratch, "answers", ".json");
    Files.writeString(file, node.toString());
    return file;
  }

  /** Runs a command line on this repository; its exit code is for the test to judge. */
  InProcess.Ended run(String... arguments) throws IOException {
    return run(InProcess.Setting.USUAL, arguments);
  }

  InProcess.Ended run(InProcess.Setting setting, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--repo", root.toString()));
    if (!List.of(arguments).contains("--nix")) {
      all.addAll(List.of("--nix", nix));
    }
    all.addAll(List.of(arguments));
    return InProcess.run(setting, all.toArray(String[]::new));
  }

  /** Runs a command line that must end well. */
  InProcess.Ended done(String... arguments) throws IOException {
    InProcess.Ended ended = run(arguments);
    assertEquals(0, ended.exit(), () -> String.join(" ", arguments) + "\n" + ended.out() + ended.err());
    return ended;
  }

  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  JsonNode status() throws IOException {
    return JSON.readTree(done("--format", "json", "status").out());
  }

  /** A phase in {@code status --format json}. */
  JsonNode phase(int number) throws IOException {
    return status().get("phases").get(number - 1);
  }

  String git(String... arguments) throws IOException {
    return git.git(arguments);
  }

  String head() throws IOException {
    return git("rev-parse", "HEAD");
  }

  /** The tree of HEAD. */
  String tree() throws IOException {
    return git("rev-parse", "HEAD^{tree}");
  }

  /** Numbers of the phases that have a checkpoint in the history, oldest first. */
  List<String> checkpoints() throws IOException {
    return git("log", "--reverse", "--format=%(trailers:key=Fleet-Migrate-Phase,valueonly,separator=%x2C)")
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  String read(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  SampleRepo write(String path, String text) throws IOException {
    git.write(path, text);
    return this;
  }

  /** Replaces a text that must be there. */
  SampleRepo replace(String path, String old, String now) throws IOException {
    String text = read(path);
    assertEquals(true, text.contains(old), () -> path + " lacks " + old + ":\n" + text);
    return write(path, text.replace(old, now));
  }

  /** Commits everything as it stands, as a person would. */
  String commit(String subject) throws IOException {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", subject);
    return head();
  }

  /** Everything that must not move when a command changes nothing: files with their bytes, index, branch and refs. */
  Map<String, String> everything() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = root.relativize(file).toString();
        if (!path.startsWith(".git/")) {
          all.put(path, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
    all.put("(index)", git("ls-files", "--stage"));
    all.put("(head)", Files.readString(root.resolve(".git/HEAD")));
    all.put("(refs)", git("for-each-ref"));
    return all;
  }

  /** The journals of the runs that were begun. */
  Map<String, String> journals() throws IOException {
    Map<String, String> all = new TreeMap<>();
    Path runs = root.resolve(".git/fleet-migrate/runs");
    if (Files.isDirectory(runs)) {
      try (Stream<Path> files = Files.walk(runs)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          all.put(runs.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return all;
  }

  /** What nix printed; fails with its message. */
  String nix(String... arguments) throws IOException {
    return program(scratch, root, nix, List.of(arguments)).output();
  }

  /** An attribute of the flake at a commit, with a function applied. */
  JsonNode eval(String commit, String attribute, String function) throws IOException {
    return JSON.readTree(nix("eval", "--json", at(commit) + "#" + attribute, "--apply", function));
  }

  /** Every host's system derivation below an output, as nix itself says. */
  JsonNode systems(String commit, String hosts) throws IOException {
    return eval(commit, hosts, DRVS);
  }

  /** Names of the flake's outputs at a commit. */
  List<String> outputs(String commit) throws IOException {
    JsonNode names =
        JSON.readTree(
            nix("eval", "--json", "--expr", "builtins.attrNames (builtins.getFlake \"" + at(commit) + "\").outputs"));
    List<String> out = new ArrayList<>();
    names.forEach(name -> out.add(name.asText()));
    return out;
  }

  /** The flake at a commit, as nix names it. */
  String at(String commit) {
    return "git+file://" + root + "?rev=" + commit;
  }

  private record Printed(List<String> call, int code, String out, String err) {
    String output() throws IOException {
      if (code != 0) {
        throw new IOException(String.join(" ", call) + "\n" + err);
      }
      return out;
    }
  }

  private static Printed program(Path scratch, Path folder, String nix, List<String> arguments) throws IOException {
    List<String> call =
        new ArrayList<>(
            List.of(Tools.require(nix).toString(), "--extra-experimental-features", "nix-command flakes", "--offline"));
    call.addAll(arguments);
    Path out = Files.createTempFile(scratch, "nix", ".out");
    Path err = Files.createTempFile(scratch, "nix", ".err");
    Process process =
        new ProcessBuilder(call).directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("nix takes too long: " + call);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return new Printed(call, process.exitValue(), Files.readString(out), Files.readString(err));
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
            Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
