package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.text.SourceText;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Nix files that flake.nix leads to by relative paths; a file in an archive that nothing names is not among them. */
final class ReachableFiles {
  private ReachableFiles() {}

  /** Path to text, nearest first; flake-parts modules that only their folder makes modules are among them. */
  static Map<String, String> of(StepContext at) {
    return of(at.files(), FlakeModules.of(at).texts().keySet());
  }

  /** Path to text, nearest first. */
  static Map<String, String> of(RepoSnapshot files) {
    return of(files, List.of(FlakeModules.FLAKE));
  }

  private static Map<String, String> of(RepoSnapshot files, Collection<String> first) {
    Map<String, String> out = new LinkedHashMap<>();
    ArrayDeque<String> waiting = new ArrayDeque<>(first);
    while (!waiting.isEmpty()) {
      String path = waiting.poll();
      if (out.containsKey(path)) {
        continue;
      }
      var text = files.read(path).map(v -> SourceText.read(v.content()).text());
      if (text.isEmpty()) {
        continue;
      }
      out.put(path, text.get());
      for (SyntaxNode node : NixParser.parse(text.get()).tree().descendants(SyntaxKind.PATH)) {
        String written = node.text();
        if (written.startsWith("./") || written.startsWith("../")) {
          String target = RelativePath.resolve(path, written);
          String file = target.endsWith(".nix") ? target : target.isEmpty() ? "default.nix" : target + "/default.nix";
          if (files.exists(file)) {
            waiting.add(file);
          }
        }
      }
    }
    return out;
  }
}
