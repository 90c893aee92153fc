package io.github.fleetmigrate.edit.just;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * A justfile with the files that it imports and its modules, as far as they lie in the repository (the just manual,
 * "Imports" and "Modules", 1.57). A path with a variable in it, or outside the repository, leads nowhere.
 */
public final class JustfileTree {
  /**
   * One file of it.
   *
   * @param module in front of its recipes' names: {@code outer::inner::}, empty for those of the justfile itself
   * @param shell by the settings of all files that make the same justfile or module
   */
  public record Part(String path, String module, Justfile file, JustShell shell) {}

  private record Place(String path, String module) {}

  private final SortedSet<String> paths;
  private final Function<String, Optional<String>> reader;
  private final Map<Place, Justfile> files = new LinkedHashMap<>();
  /** The file that each module begins with, by the module. */
  private final Map<String, String> roots = new HashMap<>();

  private JustfileTree(SortedSet<String> paths, Function<String, Optional<String>> reader) {
    this.paths = paths;
    this.reader = reader;
  }

  /** Whether just takes a file of this name for a justfile by itself, in whatever case it is written. */
  public static boolean isJustfile(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.equals("justfile") || name.equals(".justfile");
  }

  /**
   * Reads a justfile and what it leads to; the root comes first.
   *
   * @param paths of the repository's files
   * @param reader the text of one of them
   */
  public static List<Part> read(String root, SortedSet<String> paths, Function<String, Optional<String>> reader) {
    JustfileTree tree = new JustfileTree(paths, reader);
    tree.follow(root);
    List<Part> out = new ArrayList<>();
    tree.files.forEach((place, file) -> out.add(new Part(place.path(), place.module(), file, tree.shell(place.path()))));
    return out;
  }

  private void follow(String root) {
    Deque<Place> next = new ArrayDeque<>();
    enter(root, "", next);
    while (!next.isEmpty()) {
      Place place = next.poll();
      Optional<String> text = files.containsKey(place) ? Optional.empty() : reader.apply(place.path());
      if (text.isEmpty()) {
        continue;
      }
      Justfile file = Justfile.parse(text.get());
      files.put(place, file);
      file.imports().forEach(i -> resolve(place.path(), i).filter(paths::contains).ifPresent(p -> next.add(new Place(p, place.module()))));
      for (Justfile.Module module : file.modules()) {
        // A module inside itself would go on for ever; just refuses it.
        module(place.path(), module).filter(p -> !isAround(place.module(), p)).ifPresent(p -> enter(p, place.module() + module.name() + "::", next));
      }
    }
  }

  private boolean isAround(String module, String path) {
    return roots.entrySet().stream().anyMatch(r -> module.startsWith(r.getKey()) && r.getValue().equals(path));
  }

  private void enter(String path, String module, Deque<Place> next) {
    if (roots.putIfAbsent(module, path) == null) {
      next.add(new Place(path, module));
    }
  }

  /** A file that several justfiles share is a shell's where it is in all of them. */
  private JustShell shell(String path) {
    List<String> modules = files.keySet().stream().filter(p -> p.path().equals(path)).map(Place::module).toList();
    return JustShell.of(
        files.entrySet().stream().filter(e -> modules.contains(e.getKey().module())).map(Map.Entry::getValue).toList());
  }

  private Optional<String> module(String from, Justfile.Module module) {
    Optional<String> written = module.path() == null ? Optional.of("") : resolve(from, module.path());
    if (module.path() != null && written.filter(paths::contains).isPresent()) {
      return written;
    }
    String base = module.path() == null ? resolve(from, module.name()).orElse("") : written.orElse("");
    if (base.isEmpty()) {
      return Optional.empty();
    }
    for (String exact : module.path() == null ? List.of(base + ".just", base + "/mod.just") : List.of(base + "/mod.just")) {
      if (paths.contains(exact)) {
        return Optional.of(exact);
      }
    }
    return paths.tailSet(base + "/").stream()
        .takeWhile(p -> p.startsWith(base + "/"))
        .filter(p -> p.indexOf('/', base.length() + 1) < 0 && isJustfile(p))
        .findFirst();
  }

  private static Optional<String> resolve(String from, String written) {
    if (written.startsWith("/") || written.startsWith("~") || written.contains("$") || written.contains("{{")) {
      return Optional.empty();
    }
    try {
      Path root = Path.of("r");
      Path target = root.resolve(from).resolveSibling(written).normalize();
      return target.startsWith(root) && !target.equals(root)
          ? Optional.of(root.relativize(target).toString().replace('\\', '/'))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
