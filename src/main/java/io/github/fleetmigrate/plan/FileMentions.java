package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.mentions.FileClass;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Files that name a Nix file other than by a relative path: in a string of Nix code, as {@code self + "/nodes.nix"}, or in a
 * justfile, a script, a workflow. A document only tells of it.
 */
final class FileMentions {
  private final StepContext at;
  private final Function<String, Optional<String>> texts;

  /**
   * @param texts a Nix file's text after what is planned; empty where it goes
   */
  FileMentions(StepContext at, Function<String, Optional<String>> texts) {
    this.at = at;
    this.texts = texts;
  }

  /** The first file that names one, and is not among those that go. */
  Optional<String> of(String path, Set<String> going) {
    return at.files().paths().stream()
        .filter(by -> !by.equals(path) && !going.contains(by) && names(by, path))
        .findFirst();
  }

  private boolean names(String by, String path) {
    return switch (FileClass.of(by)) {
      case HISTORY, PLAN, SECRET, LOCK, DOCUMENT -> false;
      case NIX -> texts.apply(by).filter(text -> inString(text, path)).isPresent();
      default -> at.text(by).filter(text -> asWritten(by, path).matcher(text).find()).isPresent();
    };
  }

  /** By its name, with its folder where many have that name; or a name that is put together in its folder. */
  private static boolean inString(String text, String path) {
    String name = path.endsWith("/default.nix") ? lastFolder(path) + "default.nix" : path.substring(path.lastIndexOf('/') + 1);
    String made = "/" + lastFolder(path) + "${";
    if (!text.contains(name) && !text.contains(made)) {
      return false;
    }
    for (SyntaxNode node : NixParser.parse(text).tree().descendants(SyntaxKind.STRING)) {
      String written = node.text();
      boolean ofFlake = !made.equals("/${") || written.contains("self");
      if (written.contains(name) || written.contains(made) && ofFlake) {
        return true;
      }
    }
    return false;
  }

  /** By its path or its last folder and name; by its name alone beside it, and where it lies in the root. */
  private static Pattern asWritten(String by, String path) {
    boolean beside = RelativePath.folder(by).equals(RelativePath.folder(path));
    String shortest = (beside ? "" : lastFolder(path)) + path.substring(path.lastIndexOf('/') + 1);
    return Pattern.compile("(?<![\\w.-])" + Pattern.quote(shortest) + "(?![\\w-])");
  }

  /** The last folder of a path with a slash behind it; empty in the root. */
  private static String lastFolder(String path) {
    String folder = RelativePath.folder(path);
    return folder.isEmpty() ? "" : folder.substring(folder.lastIndexOf('/', folder.length() - 2) + 1);
  }
}
