package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.edit.FoundBinding;
import io.github.fleetmigrate.edit.PlacedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** flake.nix and the modules that its flake-parts call imports: where outputs are bound. */
final class FlakeModules {
  static final String FLAKE = "flake.nix";
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, String> importedAs = new LinkedHashMap<>();

  private FlakeModules() {}

  /** Reads flake.nix and every file that its {@code imports} names by a relative path. */
  static FlakeModules of(StepContext at) {
    FlakeModules out = new FlakeModules();
    String flake = at.text(FLAKE).orElse("");
    out.texts.put(FLAKE, flake);
    for (PlacedText element : FlakeFile.of(flake).imports()) {
      if (!element.text().startsWith(".")) {
        continue;
      }
      String path = RelativePath.resolve(FLAKE, element.text());
      String file = at.files().exists(path) ? path : path + "/default.nix";
      at.text(file)
          .ifPresent(
              text -> {
                out.texts.put(file, text);
                out.importedAs.put(file, element.text());
              });
    }
    return out;
  }

  /** Path to text, flake.nix first. */
  Map<String, String> texts() {
    return texts;
  }

  /** How flake.nix imports a module: {@code ./flake-modules/deploy.nix}. */
  Optional<String> importedAs(String file) {
    return Optional.ofNullable(importedAs.get(file));
  }

  /** Files that bind a flake output at its top: {@code flake.deploy}, {@code deploy} or anything below. */
  List<String> binding(String output) {
    List<String> out = new ArrayList<>();
    texts.forEach(
        (path, text) -> {
          for (FoundBinding found : FlakeFile.of(text).findBindings(List.of("flake", output))) {
            if (!found.local()) {
              out.add(path);
              return;
            }
          }
          for (FoundBinding found : FlakeFile.of(text).findBindings(List.of("flake", output, "*"))) {
            if (!found.local()) {
              out.add(path);
              return;
            }
          }
        });
    return out;
  }

  /** The folder that most modules lie in, with a slash; empty where there are none. */
  String folder() {
    return importedAs.keySet().stream().findFirst().map(RelativePath::folder).orElse("");
  }
}
