package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.nix.ast.PathExpr;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Finding.Severity;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Findings of files that the flake names and nix does not see: a flake in git holds what git tracks, nothing else. */
final class FileFindings {
  private static final String MODULES = ".gitmodules";
  private static final Pattern SUBMODULE = Pattern.compile("\\s*path\\s*=\\s*(.*?)\\s*");

  private final RepoSnapshot files;
  private final SortedSet<String> paths;
  private final List<Finding> out = new ArrayList<>();

  FileFindings(RepoSnapshot files) {
    this.files = files;
    this.paths = files.paths();
  }

  List<Finding> all() {
    Map<String, String> submodules = submodules();
    Map<String, String> named = named();
    submodules.forEach((path, where) -> submodule(path, where, named));
    named.forEach(
        (path, where) -> {
          if (submodules.keySet().stream().noneMatch(s -> isIn(path, s))) {
            missing(path, where);
          }
        });
    return out;
  }

  /** Path to place; none where the flake asks for its submodules itself. */
  private Map<String, String> submodules() {
    Map<String, String> found = new LinkedHashMap<>();
    String flake = files.read("flake.nix").map(FileVersion::text).orElse("");
    if (!FlakeFile.of(flake).findBindings(List.of("inputs", "self", "submodules")).isEmpty()) {
      return found;
    }
    List<String> lines = files.read(MODULES).map(FileVersion::text).map(t -> t.lines().toList()).orElse(List.of());
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = SUBMODULE.matcher(lines.get(i));
      if (line.matches()) {
        found.put(line.group(1), MODULES + ":" + (i + 1));
      }
    }
    return found;
  }

  private void submodule(String path, String where, Map<String, String> named) {
    String user =
        named.entrySet().stream().filter(n -> isIn(n.getKey(), path)).map(Map.Entry::getValue).findFirst().orElse(null);
    out.add(
        new Finding(
            "flake.submodule",
            user == null ? Severity.INFO : Severity.WARNING,
            null,
            user == null ? where : user,
            path + " is a submodule, and a flake in git holds none of its files"
                + (user == null ? "" : "; " + user + " names one"),
            "name the flake with ?submodules=1, or make the submodule an input"));
  }

  private void missing(String path, String where) {
    out.add(
        new Finding(
            "flake.file-not-tracked",
            Severity.WARNING,
            null,
            where,
            path + " is named here and git does not track it, so the flake does not hold it: it is ignored, not added, or not there",
            "`git add` it, take it out of .gitignore, or remove what names it"));
  }

  /** Paths that are named, by files that the flake leads to, and that are not there; each with its first place. */
  private Map<String, String> named() {
    Map<String, String> found = new LinkedHashMap<>();
    Set<String> guarded = new LinkedHashSet<>();
    ReachableFiles.of(files)
        .forEach(
            (file, text) -> {
              for (SyntaxNode node : NixParser.parse(text).tree().descendants(SyntaxKind.PATH)) {
                String written = node.text();
                if (!written.startsWith(".") || !new PathExpr(node).isConstant()) {
                  continue;
                }
                Path target = Path.of("r", file).getParent().resolve(written).normalize();
                String path = target.startsWith("r") ? Path.of("r").relativize(target).toString() : "";
                if (isAskedFor(node)) {
                  guarded.add(path);
                } else if (!exists(path)) {
                  found.putIfAbsent(path, file + ":" + SourceText.of(text).lineOf(node.start()));
                }
              }
            });
    found.keySet().removeIf(path -> guarded.stream().anyMatch(g -> isIn(path, g)));
    return found;
  }

  /** Whether the code asks first: {@code builtins.pathExists ./x}. */
  private static boolean isAskedFor(SyntaxNode path) {
    return path.parent()
        .filter(p -> p.kind() == SyntaxKind.APPLY && p.childNodes().get(0).text().endsWith("pathExists"))
        .isPresent();
  }

  private boolean exists(String path) {
    if (path.isEmpty() || paths.contains(path)) {
      return true;
    }
    SortedSet<String> after = paths.tailSet(path + "/");
    return !after.isEmpty() && after.first().startsWith(path + "/");
  }

  private static boolean isIn(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder + "/");
  }
}
