package io.github.fleetmigrate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.testing.GitRepo;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The sample fleet as a git repository with its inputs locked, and the real nix on its commits. */
final class SampleRepo {
  private static final String DRVS = "hosts: builtins.mapAttrs (_: host: host.config.system.build.toplevel.drvPath) hosts";

  private final SampleFleet.Layout layout;
  private final GitRepo git;
  private final Path scratch;

  private SampleRepo(SampleFleet.Layout layout, GitRepo git, Path scratch) {
    this.layout = layout;
    this.git = git;
    this.scratch = scratch;
  }

  /** Laid out below the folder, locked by the given nix, one commit. */
  static SampleRepo in(Path folder, String nix) throws IOException {
    SampleFleet.Layout layout = SampleFleet.layOut(folder.resolve("demo"));
    SampleRepo repo = new SampleRepo(layout, GitRepo.init(layout.repository()), folder);
    repo.git.git("add", "-A");
    repo.nix(nix, "flake", "lock");
    repo.git.commit();
    return repo;
  }

  SampleFleet.Layout layout() {
    return layout;
  }

  /** A commit of the first state, and a sibling of every other one: same parent, same author, same dates. */
  String start() throws IOException {
    git.git("reset", "-q", "--hard");
    return git.dangling();
  }

  /** A commit of the first state with these folders laid over it, one after another, and its inputs locked again. */
  String with(String nix, Path... overlays) throws IOException {
    for (Path overlay : overlays) {
      lay(overlay);
    }
    git.git("add", "-A");
    nix(nix, "flake", "lock");
    String commit = git.dangling();
    git.git("reset", "-q", "--hard");
    git.git("clean", "-qfd");
    return commit;
  }

  private void lay(Path overlay) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(overlay)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String text = Files.readString(file).replace("@inputs@", layout.inputs().toString());
      String system = Files.readString(layout.repository().resolve("flake-modules/lib.nix")).split("system = \"")[1];
      git.write(overlay.relativize(file).toString(), text.replace("@system@", system.substring(0, system.indexOf('"'))));
    }
  }

  /** The flake at a commit, as nix names it. */
  String at(String commit) {
    return "git+file://" + layout.repository() + "?rev=" + commit;
  }

  /** Every host's system derivation: {@code nixosConfigurations}, or the nodes of {@code colmenaHive}. */
  JsonNode systems(String nix, String commit, String hosts) throws IOException {
    return eval(nix, commit, hosts, DRVS);
  }

  JsonNode outputs(String nix, String commit) throws IOException {
    return json(
        nix(nix, "eval", "--json", "--expr", "builtins.attrNames (builtins.getFlake \"" + at(commit) + "\").outputs"));
  }

  JsonNode eval(String nix, String commit, String attribute, String function) throws IOException {
    return json(nix(nix, "eval", "--json", at(commit) + "#" + attribute, "--apply", function));
  }

  JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  /** The text of a derivation's only output, built. */
  String built(String nix, String commit, String attribute) throws IOException {
    JsonNode results = json(nix(nix, "build", "--no-link", "--json", at(commit) + "#" + attribute));
    return Files.readString(Path.of(results.get(0).get("outputs").get("out").asText()));
  }

  /** What nix printed; an error with its message where it fails. */
  String nix(String program, String... arguments) throws IOException {
    List<String> call =
        new ArrayList<>(
            List.of(Tools.require(program).toString(), "--extra-experimental-features", "nix-command flakes", "--offline"));
    call.addAll(List.of(arguments));
    Path out = Files.createTempFile(scratch, "nix", ".out");
    Path errors = Files.createTempFile(scratch, "nix", ".err");
    Process process =
        new ProcessBuilder(call)
            .directory(layout.repository().toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("nix takes too long: " + call);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", call) + "\n" + Files.readString(errors, StandardCharsets.UTF_8));
    }
    return Files.readString(out);
  }
}
