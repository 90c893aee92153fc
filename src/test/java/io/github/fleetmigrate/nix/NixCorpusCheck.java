package io.github.fleetmigrate.nix;

import io.github.fleetmigrate.nix.ast.StaticScope;
import io.github.fleetmigrate.nix.syntax.NixParse;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares the parser with nix on every {@code .nix} file below a folder. Not a test: run it on a checkout of nixpkgs.
 *
 * <pre>java -cp target/classes:target/test-classes io.github.fleetmigrate.nix.NixCorpusCheck DIR NIX-INSTANTIATE</pre>
 *
 * It prints every file that does not print back byte for byte, every one that we accept and nix refuses or the other
 * way round, and the counts. The exit code is 1 where there is any.
 */
public final class NixCorpusCheck {
  private static final int BATCH = 300;

  private final Path nixInstantiate;

  private NixCorpusCheck(Path nixInstantiate) {
    this.nixInstantiate = nixInstantiate;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    List<Path> files = nixFiles(Path.of(args[0]));
    NixCorpusCheck check = new NixCorpusCheck(Path.of(args[1]));
    long begin = System.nanoTime();
    int changed = 0;
    Set<Path> refusedByUs = new HashSet<>();
    List<String> reasons = new ArrayList<>();
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      SourceText source = SourceText.read(bytes);
      NixParse parse = NixParser.parse(source.text());
      if (!Arrays.equals(source.with(parse.tree().text()).bytes(), bytes)) {
        System.out.println("prints back otherwise: " + file);
        changed++;
      }
      if (!parse.ok()) {
        refusedByUs.add(file);
        reasons.add(file + ":" + source.lineOf(parse.errors().get(0).range().start()) + " " + parse.errors().get(0));
      } else if (!StaticScope.undefinedVariables(parse.tree()).isEmpty()) {
        refusedByUs.add(file);
        reasons.add(file + ": " + StaticScope.undefinedVariables(parse.tree()).get(0));
      }
    }
    long parsed = System.nanoTime();
    Set<Path> refusedByNix = new HashSet<>();
    for (int i = 0; i < files.size(); i += BATCH) {
      check.collectRefused(files.subList(i, Math.min(files.size(), i + BATCH)), refusedByNix);
    }
    int disagreements = 0;
    for (Path file : files) {
      if (refusedByUs.contains(file) != refusedByNix.contains(file)) {
        disagreements++;
        System.out.println((refusedByUs.contains(file) ? "only we refuse: " : "only nix refuses: ") + file);
        reasons.stream().filter(reason -> reason.startsWith(file + ":")).forEach(r -> System.out.println("  " + r));
      }
    }
    System.out.printf(
        "%d files in %.1f s; %d print back otherwise; nix refuses %d, we refuse %d; %d disagreements%n",
        files.size(), (parsed - begin) / 1e9, changed, refusedByNix.size(), refusedByUs.size(), disagreements);
    System.exit(changed + disagreements == 0 ? 0 : 1);
  }

  private static List<Path> nixFiles(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(p -> p.toString().endsWith(".nix") && Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  /** Asks nix about many files at once; where it refuses them, about each half. */
  private void collectRefused(List<Path> files, Set<Path> refused) throws IOException, InterruptedException {
    if (accepts(files)) {
      return;
    }
    if (files.size() == 1) {
      refused.add(files.get(0));
      return;
    }
    int half = files.size() / 2;
    collectRefused(files.subList(0, half), refused);
    collectRefused(files.subList(half, files.size()), refused);
  }

  private boolean accepts(List<Path> files) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(nixInstantiate.toString(), "--parse"));
    files.forEach(file -> command.add(file.toAbsolutePath().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }
}
