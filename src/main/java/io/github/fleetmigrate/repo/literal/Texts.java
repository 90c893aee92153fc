package io.github.fleetmigrate.repo.literal;

import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.PathExpr;
import io.github.fleetmigrate.nix.ast.StringExpr;
import io.github.fleetmigrate.nix.syntax.StringText;
import io.github.fleetmigrate.nix.syntax.SyntaxElement;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import io.github.fleetmigrate.repo.literal.Interpreter.Context;
import io.github.fleetmigrate.repo.literal.Value.External;
import io.github.fleetmigrate.repo.literal.Value.InTree;
import io.github.fleetmigrate.repo.literal.Value.Text;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import java.util.Optional;

/** Strings and paths, with what is interpolated into them. */
final class Texts {
  private Texts() {}

  static Value string(StringExpr string, Context at, Interpreter interpreter) {
    Optional<String> constant = string.value();
    if (constant.isPresent()) {
      return new Text(constant.get());
    }
    Place place = at.place(string.node());
    if (string.isIndented()) {
      return new Unread("an indented string with interpolations is not read", place);
    }
    Value out = new Text("");
    for (SyntaxElement child : string.node().children()) {
      if (child.kind() == SyntaxKind.STRING_CONTENT) {
        out = joined(out, new Text(StringText.piece((SyntaxToken) child)), place);
      } else if (child.kind() == SyntaxKind.INTERPOLATION) {
        out = joined(out, interpolated((SyntaxNode) child, at, interpreter), place);
      }
      if (out instanceof Unread) {
        return out;
      }
    }
    return out;
  }

  static Value path(PathExpr path, Context at, Interpreter interpreter) {
    Place place = at.place(path.node());
    StringBuilder written = new StringBuilder();
    for (SyntaxElement child : path.node().children()) {
      if (child.kind() == SyntaxKind.INTERPOLATION) {
        Value piece = interpolated((SyntaxNode) child, at, interpreter);
        if (!(piece instanceof Text text)) {
          return piece.unread(place);
        }
        written.append(text.text());
      } else if (child.kind() == SyntaxKind.SEARCH_PATH) {
        String name = ((SyntaxToken) child).text();
        return External.of(name.substring(1, name.length() - 1));
      } else {
        written.append(((SyntaxToken) child).text());
      }
    }
    String text = written.toString();
    if (!text.startsWith(".")) {
      return new Unread("the path " + text + " is outside the repository", place);
    }
    String file = at.file().path();
    String folder = file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "";
    return inTree(folder, text, place);
  }

  /** Two pieces of text behind each other; a place in the repository with text behind it is another such place. */
  static Value joined(Value left, Value right, Place at) {
    if (left instanceof Text a && right instanceof Text b) {
      return new Text(a.text() + b.text());
    }
    if (left instanceof Text a && a.text().isEmpty() && right instanceof InTree) {
      return right;
    }
    if (left instanceof InTree a && right instanceof Text b) {
      return inTree("", a.path() + b.text(), at);
    }
    return (left instanceof Text || left instanceof InTree ? right : left).unread(at);
  }

  private static Value inTree(String folder, String relative, Place at) {
    String path = relative.startsWith("/") ? relative.substring(1) : relative;
    return Tree.resolve(folder, path)
        .<Value>map(InTree::new)
        .orElse(new Unread("the path " + relative + " is outside the repository", at));
  }

  private static Value interpolated(SyntaxNode interpolation, Context at, Interpreter interpreter) {
    Value value =
        interpolation.childNodes().stream()
            .findFirst()
            .flatMap(Expr::of)
            .map(e -> interpreter.value(e, at))
            .orElse(new Unread("it is incomplete", at.place(interpolation)));
    if (value instanceof Value.Attrs set && set.known().get("outPath") != null) {
      return set.known().get("outPath").get();
    }
    return value;
  }
}
