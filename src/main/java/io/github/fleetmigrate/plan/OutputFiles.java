package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.EditOutcome;
import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.edit.NixEdits;
import io.github.fleetmigrate.edit.OutputRemoval;
import io.github.fleetmigrate.edit.OutputRemoval.Role;
import io.github.fleetmigrate.edit.PlacedText;
import io.github.fleetmigrate.edit.RemovedOutput;
import io.github.fleetmigrate.edit.mentions.FileClass;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files that give a flake's outputs, without one of these. A file that is there for it alone goes whole. */
final class OutputFiles {
  private final Action.RemoveOutput action;
  private final StepContext at;
  private final FlakeModules modules;
  private final FileMentions mentions;
  private final Map<String, FileVersion> changes = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  /** Files that something that goes names. */
  private final Set<String> named = new LinkedHashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Named> namedBy = new HashMap<>();
  private String refused;

  /**
   * What a file names, by the text that it has.
   *
   * @param folders of which it makes paths by names; the root's is empty
   */
  private record Named(String text, Set<String> targets, Set<String> folders) {}

  private OutputFiles(Action.RemoveOutput action, StepContext at) {
    this.action = action;
    this.at = at;
    this.modules = FlakeModules.of(at);
    this.mentions = new FileMentions(at, this::text);
  }

  static OutputFiles without(Action.RemoveOutput action, StepContext at) {
    OutputFiles files = new OutputFiles(action, at);
    files.remove(FlakeModules.FLAKE, Role.FLAKE);
    files.modules.texts().keySet().stream()
        .filter(path -> !path.equals(FlakeModules.FLAKE))
        .forEach(path -> files.remove(path, Role.MODULE));
    files.listed();
    files.dead();
    files.refuseNamed();
    files.refuseUsed();
    return files;
  }

  /** Path to new version; null removes. */
  Map<String, FileVersion> changes() {
    return changes;
  }

  List<String> notes() {
    return notes;
  }

  /** Why the output cannot be taken out, with the place; null where it can. */
  String refused() {
    return refused;
  }

  /**
   * Takes the output out of a file and of those that it leaves a part of the outputs to.
   *
   * @return whether nothing is left of the file
   */
  private boolean remove(String path, Role role) {
    Optional<String> text = text(path);
    if (text.isEmpty() || refused != null || !seen.add(path)) {
      return false;
    }
    RemovedOutput first = NixEdits.removeOutput(text.get(), new OutputRemoval(action.output(), action.madeBy(), role, Set.of()));
    Set<String> empty = new LinkedHashSet<>();
    for (String giver : first.givers()) {
      if (remove(RemovalActions.file(path, giver, at), Role.RESULT)) {
        empty.add(giver);
      }
    }
    RemovedOutput all =
        NixEdits.removeOutput(text.get(), new OutputRemoval(action.output(), action.madeBy(), role, empty));
    if (all.outcome() instanceof EditOutcome.Refused why) {
      refused = path + Outcomes.where(why, text.get()) + ": " + why.reason();
      return false;
    }
    if (!(all.outcome() instanceof EditOutcome.Changed changed)) {
      return false;
    }
    all.named().forEach(relative -> named.add(RemovalActions.file(path, relative, at)));
    boolean goes = all.empty() && (role == Role.RESULT || mayGo(path));
    changes.put(path, goes ? null : at.version(path, changed.edits().applyTo(text.get())));
    return goes;
  }

  /** Whether a module that gives nothing any more can go, with its import. */
  private boolean mayGo(String path) {
    Optional<FlakeModules.Import> imported = modules.importOf(path);
    if (imported.isEmpty()) {
      return modules.isInTree(path)
          || !path.equals(modules.root())
              && !isNamed(path, Set.of())
              && !isChosen(path)
              && mentions.of(path, Set.of()).isEmpty();
    }
    String by = imported.get().by();
    String text = text(by).orElse("");
    EditOutcome outcome = NixEdits.removeImport(text, imported.get().as());
    if (outcome instanceof EditOutcome.Changed changed) {
      changes.put(by, at.version(by, changed.edits().applyTo(text)));
      return !isNamed(path, Set.of());
    }
    return false;
  }

  /** A module that only a listing of its folder brings in. */
  private void listed() {
    boolean parts = "flake-parts".equals(at.values().get("style"));
    if (!parts || refused != null || !changes.isEmpty()) {
      return;
    }
    for (String path : at.files().paths()) {
      String text = path.endsWith(".nix") ? at.text(path).orElse("") : "";
      boolean gives =
          text.contains(action.output())
              && (binds(text, List.of("flake", action.output())) || binds(text, List.of("flake", action.output(), "*")));
      if (gives && !isNamed(path, Set.of()) && isUsed(path)) {
        remove(path, Role.MODULE);
      }
    }
  }

  private static boolean binds(String text, List<String> path) {
    return FlakeFile.of(text).findBindings(path).stream().anyMatch(found -> !found.local());
  }

  private static boolean isUsed(String path) {
    return switch (FileClass.of(path)) {
      case HISTORY, PLAN, SECRET -> false;
      default -> true;
    };
  }

  /** Files that what goes named, or that held the nodes, and that nothing names any more. */
  private void dead() {
    if (refused != null) {
      return;
    }
    Set<String> candidates = new LinkedHashSet<>(named);
    at.facts().nodes().stream()
        .filter(node -> node.where() != null)
        .map(node -> node.where().replaceFirst(":\\d+$", ""))
        .filter(path -> !modules.texts().containsKey(path) && givesNothingElse(path))
        .forEach(candidates::add);
    Set<String> going = new LinkedHashSet<>();
    for (String path : candidates) {
      boolean gone = changes.containsKey(path) && changes.get(path) == null;
      if (at.files().exists(path) && path.endsWith(".nix") && !gone) {
        going.add(path);
      }
    }
    // What stays keeps what it names, whichever of the two was asked first.
    boolean more = true;
    while (more) {
      more = false;
      for (String path : List.copyOf(going)) {
        if (isKept(path, going)) {
          going.remove(path);
          more = true;
        }
      }
    }
    going.forEach(path -> changes.put(path, null));
  }

  /** Whether something that stays uses a file, or may. */
  private boolean isKept(String path, Set<String> going) {
    if (isNamed(path, going)) {
      return true;
    }
    if (isListed(path, going)) {
      notes.add(path + " is named by nothing any more; its folder is read whole, so it stays");
      return true;
    }
    Optional<String> by = mentions.of(path, going);
    by.ifPresent(user -> notes.add(path + " is imported by nothing any more; " + user + " names it, so it stays"));
    return by.isPresent();
  }

  /** A file of which nothing is left cannot go while another place names it. */
  private void refuseNamed() {
    if (refused != null) {
      return;
    }
    Set<String> gone = new TreeSet<>(changes.keySet());
    gone.removeIf(path -> changes.get(path) != null);
    names()
        .forEach(
            (by, named) ->
                gone.stream()
                    .filter(path -> refused == null && named.targets().contains(path))
                    .forEach(
                        path ->
                            refused =
                                by + ": nothing would be left of " + path
                                    + ", which is still named here; take that out by hand first"));
  }

  /** Other files that ask the flake for the output would not find it any more. */
  private void refuseUsed() {
    if (refused != null || changes.isEmpty()) {
      return;
    }
    for (Map.Entry<String, String> file : ReachableFiles.of(at).entrySet()) {
      if (changes.containsKey(file.getKey()) || !file.getValue().contains(action.output())) {
        continue;
      }
      for (PlacedText use : NixEdits.outputUses(file.getValue(), action.output())) {
        refused =
            file.getKey() + ":" + SourceText.of(file.getValue()).lineOf(use.range().start()) + ": '" + use.text()
                + "' is still used here; take that out by hand first";
        return;
      }
    }
  }

  /** Whether a file that nothing leads to gives the output and no more. */
  private boolean givesNothingElse(String path) {
    Optional<String> text = at.text(path);
    if (text.isEmpty()) {
      return false;
    }
    for (Role role : List.of(Role.MODULE, Role.RESULT)) {
      if (NixEdits.removeOutput(text.get(), new OutputRemoval(action.output(), action.madeBy(), role, Set.of())).empty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a Nix file that stays names a file, or the folder whose default it is. */
  private boolean isNamed(String path, Set<String> going) {
    return names().entrySet().stream()
        .anyMatch(e -> !e.getKey().equals(path) && !going.contains(e.getKey()) && e.getValue().targets().contains(path));
  }

  /**
   * Whether a Nix file makes paths in a folder around it, or names the root or a folder that has no default: its files may be
   * read by their names.
   */
  private boolean isListed(String path, Set<String> going) {
    return names().entrySet().stream()
        .filter(e -> !going.contains(e.getKey()))
        .map(Map.Entry::getValue)
        .anyMatch(
            named ->
                named.folders().stream().anyMatch(folder -> isIn(path, folder))
                    || named.targets().stream().anyMatch(target -> lists(target, path)));
  }

  /** Whether a Nix file makes paths around it of names that it does not read from the folder: one of them may be its own. */
  private boolean isChosen(String path) {
    return names().values().stream()
        .filter(named -> !named.text().contains("readDir"))
        .anyMatch(named -> named.folders().stream().anyMatch(folder -> isIn(path, folder)));
  }

  private boolean lists(String target, String path) {
    return target.isEmpty() || isIn(path, target) && !at.files().exists(target + "/default.nix");
  }

  private static boolean isIn(String path, String folder) {
    return folder.isEmpty() || path.startsWith(folder + "/");
  }

  private static String inFolder(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** What each Nix file names by relative paths, after the changes. */
  private Map<String, Named> names() {
    Map<String, Named> out = new LinkedHashMap<>();
    for (String path : at.files().paths()) {
      Optional<String> text = path.endsWith(".nix") && isUsed(path) ? text(path) : Optional.empty();
      if (text.isEmpty() || !text.get().contains("./")) {
        continue;
      }
      Named known = namedBy.get(path);
      if (known == null || !known.text().equals(text.get())) {
        known = named(path, text.get());
        namedBy.put(path, known);
      }
      out.put(path, known);
    }
    return out;
  }

  private static Named named(String path, String text) {
    Set<String> targets = new HashSet<>();
    Set<String> folders = new HashSet<>();
    for (SyntaxNode node : NixParser.parse(text).tree().descendants(SyntaxKind.PATH)) {
      String written = node.text();
      if (!written.startsWith("./") && !written.startsWith("../")) {
        continue;
      }
      int computed = written.indexOf("${");
      if (computed >= 0) {
        folders.add(RelativePath.resolve(path, written.substring(0, written.lastIndexOf('/', computed) + 1)));
        continue;
      }
      String target = RelativePath.resolve(path, written);
      targets.add(target);
      targets.add(inFolder(target, "default.nix"));
      if (node.parent().filter(p -> p.kind() == SyntaxKind.BINARY).isPresent()) {
        // ./nodes + "/${name}.nix"
        folders.add(target);
      }
    }
    return new Named(text, targets, folders);
  }

  /** A file's text after the changes so far; empty where it goes. */
  private Optional<String> text(String path) {
    return changes.containsKey(path)
        ? Optional.ofNullable(changes.get(path)).map(v -> SourceText.read(v.content()).text())
        : at.text(path);
  }
}
