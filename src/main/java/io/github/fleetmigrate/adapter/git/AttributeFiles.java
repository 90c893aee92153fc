package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.util.FS;

/** Looks through all attribute files for attributes that JGit, or this program through JGit, does not honour. */
final class AttributeFiles {
  private final GitLayout layout;
  private final Config config;

  AttributeFiles(GitLayout layout, Config config) {
    this.layout = layout;
    this.config = config;
  }

  /** In a few words for a person each. */
  Set<String> unsupported(DirCache index) throws IOException {
    Set<String> reasons = new LinkedHashSet<>();
    for (Path file : Set.of(Path.of("/etc/gitattributes"), UserFiles.git("attributes"))) {
      if (Files.isRegularFile(file) && Files.size(file) > 0) {
        reasons.add("the attributes in " + file);
      }
    }
    Path configured = config.getPath("core", null, "attributesFile", FS.DETECTED, layout.root().toFile(), null);
    if (configured != null) {
      scan(configured, reasons);
    }
    scan(layout.commonDirectory().resolve(Constants.INFO_ATTRIBUTES), reasons);
    for (Path folder : folders(index)) {
      scan(folder.resolve(Constants.DOT_GIT_ATTRIBUTES), reasons);
    }
    return reasons;
  }

  private Set<Path> folders(DirCache index) {
    Set<String> seen = new LinkedHashSet<>();
    for (int i = 0; i < index.getEntryCount(); i++) {
      String path = index.getEntry(i).getPathString();
      for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        if (!seen.add(path.substring(0, slash))) {
          break;
        }
      }
    }
    Set<Path> folders = new LinkedHashSet<>();
    folders.add(layout.root());
    seen.forEach(folder -> folders.add(layout.root().resolve(folder)));
    return folders;
  }

  private void scan(Path file, Set<String> reasons) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      for (String attribute : line.strip().split("[ \\t]+")) {
        String reason = reason(attribute);
        if (reason != null) {
          reasons.add(reason);
        }
      }
    }
  }

  private String reason(String attribute) {
    if (attribute.startsWith("filter=")) {
      String name = attribute.substring("filter=".length());
      return config.getNames("filter", name).isEmpty() ? null : "the filter " + name;
    }
    if (attribute.startsWith("merge=")) {
      String name = attribute.substring("merge=".length());
      return config.getString("merge", name, "driver") == null ? null : "the merge driver " + name;
    }
    if (attribute.equals("ident")) {
      return "the attribute ident";
    }
    return attribute.startsWith("working-tree-encoding=") ? "the attribute working-tree-encoding" : null;
  }
}
