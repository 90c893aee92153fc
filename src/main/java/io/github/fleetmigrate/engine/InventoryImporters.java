package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the Nix files that name the inventory by a relative path, flake.nix and flake modules aside. */
final class InventoryImporters {
  private InventoryImporters() {}

  static List<String> of(String inventory, RepoSnapshot files) {
    String name = inventory.substring(inventory.lastIndexOf('/') + 1);
    List<String> out = new ArrayList<>();
    for (String path : files.paths()) {
      if (!path.endsWith(".nix") || path.equals("flake.nix") || path.equals(inventory)) {
        continue;
      }
      String text = files.read(path).map(FileVersion::text).orElse("");
      if (text.contains(name) && names(path, text, inventory)) {
        out.add(path);
      }
    }
    return out;
  }

  /** Whether a file sets an option. */
  static boolean binds(String path, String option, RepoSnapshot files) {
    String text = files.read(path).map(FileVersion::text).orElse("");
    return FlakeFile.of(text).findBindings(List.of(option.split("\\."))).stream().anyMatch(f -> !f.local());
  }

  private static boolean names(String path, String text, String inventory) {
    for (SyntaxNode node : NixParser.parse(text).tree().descendants(SyntaxKind.PATH)) {
      String written = node.text();
      if (!written.startsWith(".")) {
        continue;
      }
      Path folder = Path.of("/", path).getParent();
      if (folder.resolve(written).normalize().toString().equals("/" + inventory)) {
        return true;
      }
    }
    return false;
  }
}
