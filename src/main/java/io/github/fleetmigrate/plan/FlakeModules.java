package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.edit.ModuleReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** flake.nix and the modules that its flake-parts call leads to: where outputs are bound. */
final class FlakeModules {
  static final String FLAKE = "flake.nix";

  /**
   * How a module is known.
   *
   * @param by the file whose {@code imports} names it
   * @param as what stands there: {@code ./flake-modules/deploy.nix}
   */
  record Import(String by, String as) {}

  private static final Pattern IMPORTED = Pattern.compile("\\(*\\s*import\\s+(\\.{1,2}/[^\\s;()]+\\.nix)");

  private final StepContext at;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, Import> imports = new LinkedHashMap<>();
  private final List<String> trees = new ArrayList<>();
  private String root = FLAKE;

  private FlakeModules(StepContext at) {
    this.at = at;
  }

  /** Reads flake.nix and every file that {@code imports} name by relative paths, from file to file. */
  static FlakeModules of(StepContext at) {
    FlakeModules out = new FlakeModules(at);
    String flake = at.text(FLAKE).orElse("");
    out.texts.put(FLAKE, flake);
    Optional<ModuleReference> named = FlakeFile.of(flake).namedModule();
    if (named.isPresent() && !named.get().tree()) {
      out.root = out.file(FLAKE, named.get().path());
    }
    named.ifPresent(module -> out.add(FLAKE, module, false));
    out.follow(FLAKE);
    return out;
  }

  private void follow(String path) {
    FlakeFile.of(texts.get(path)).importedModules().forEach(module -> add(path, module, true));
  }

  private void add(String by, ModuleReference module, boolean listed) {
    if (module.tree()) {
      String folder = RelativePath.resolve(by, module.path()) + "/";
      trees.add(folder);
      at.files().paths().stream()
          .filter(path -> path.startsWith(folder) && path.endsWith(".nix") && !path.contains("/_"))
          .forEach(path -> at.text(path).ifPresent(text -> texts.putIfAbsent(path, text)));
      return;
    }
    String file = file(by, module.path());
    if (texts.containsKey(file)) {
      return;
    }
    at.text(file)
        .ifPresent(
            text -> {
              texts.put(file, text);
              if (listed) {
                imports.put(file, new Import(by, module.text()));
              }
              follow(file);
            });
  }

  private String file(String by, String relative) {
    String path = RelativePath.resolve(by, relative);
    return at.files().exists(path) ? path : path + "/default.nix";
  }

  /** Path to text, flake.nix first. */
  Map<String, String> texts() {
    return texts;
  }

  /** Where and how a module is imported; empty where nothing names it, as in a folder that is imported whole. */
  Optional<Import> importOf(String file) {
    return Optional.ofNullable(imports.get(file));
  }

  /** The file whose {@code imports} a module goes to that has no sibling. */
  String root() {
    return root;
  }

  /** Whether a file is a module by lying where it does. */
  boolean isInTree(String path) {
    return trees.stream().anyMatch(path::startsWith);
  }

  /** Files that bind a flake output at its top: {@code flake.deploy}, {@code deploy} or anything below. */
  List<String> binding(String output) {
    List<String> out = new ArrayList<>();
    texts.forEach(
        (path, text) -> {
          FlakeFile file = FlakeFile.of(text);
          boolean binds =
              file.findBindings(List.of("flake", output)).stream().anyMatch(found -> !found.local())
                  || file.findBindings(List.of("flake", output, "*")).stream().anyMatch(found -> !found.local());
          if (binds) {
            out.add(path);
          }
        });
    return out;
  }

  /**
   * The folder that a module belongs in which stands beside no other, with a slash; empty for the flake's own.
   *
   * @param output what it goes with: {@code deploy}, which may be bound to a file of some folder by an {@code import}
   */
  String folder(String output) {
    if (!trees.isEmpty()) {
      return trees.get(0);
    }
    Optional<String> imported =
        FlakeFile.of(texts.get(FLAKE)).findBindings(List.of("flake", output)).stream()
            .filter(found -> !found.local())
            .map(found -> IMPORTED.matcher(found.value().in(texts.get(FLAKE))))
            .filter(Matcher::lookingAt)
            .map(value -> RelativePath.folder(RelativePath.resolve(FLAKE, value.group(1))))
            .findFirst();
    if (imported.isPresent()) {
      return imported.get();
    }
    return imports.keySet().stream().findFirst().map(RelativePath::folder).orElseGet(() -> RelativePath.folder(root));
  }
}
