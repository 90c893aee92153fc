package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Apply;
import io.github.fleetmigrate.nix.ast.Assert;
import io.github.fleetmigrate.nix.ast.BinaryOp;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.HasAttr;
import io.github.fleetmigrate.nix.ast.If;
import io.github.fleetmigrate.nix.ast.Lambda;
import io.github.fleetmigrate.nix.ast.LetIn;
import io.github.fleetmigrate.nix.ast.UnaryOp;
import io.github.fleetmigrate.nix.ast.With;
import io.github.fleetmigrate.nix.syntax.AttributeNames;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Nix code that is to be put into a file. Callers write it with {@code \n} and two blanks a level. */
final class Fragment {
  private Fragment() {}

  /** The expression that a text is; empty where it does not parse. */
  static Optional<Expr> expression(String text) {
    var parse = NixParser.parse(text);
    return parse.ok() ? Expr.ofFile(parse.tree()) : Optional.empty();
  }

  /** Whether an expression says the same as a text, layout, comments and outer parentheses aside. */
  static boolean same(Expr expr, String text) {
    SyntaxNode wanted = Expr.ofFile(NixParser.parse(text).tree()).map(Expr::node).orElse(null);
    return wanted != null
        && Meaning.of(AttributeNames.withoutParentheses(expr.node()))
            .equals(Meaning.of(AttributeNames.withoutParentheses(wanted)));
  }

  /** The text as a list's element: in parentheses where nix would otherwise read it as several. */
  static String element(String text) {
    return expression(text).filter(Fragment::needsParentheses).isPresent() ? "(" + text + ")" : text;
  }

  private static boolean needsParentheses(Expr expr) {
    return expr instanceof Apply
        || expr instanceof Assert
        || expr instanceof BinaryOp
        || expr instanceof HasAttr
        || expr instanceof If
        || expr instanceof Lambda
        || expr instanceof LetIn
        || expr instanceof UnaryOp
        || expr instanceof With;
  }

  /** Whether a name can stand in code without quotes. */
  static boolean isPlainName(String name) {
    var tokens = NixParser.parse(name).tree().tokens();
    return tokens.size() == 1 && tokens.get(0).kind() == SyntaxKind.NAME;
  }

  /** A name as an attribute path has it, quoted where it must be. */
  static String attribute(String name) {
    return isPlainName(name) ? name : string(name);
  }

  static String path(List<String> names) {
    return names.stream().map(Fragment::attribute).collect(Collectors.joining("."));
  }

  /** A string literal. */
  static String string(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "\\${").replace("\n", "\\n") + '"';
  }

  /**
   * A fragment as it stands in a file whose line at that place begins with {@code indent}: further lines follow that
   * and the file's own unit and line ends. What is inside strings keeps its value.
   */
  static String laidOut(String fragment, String indent, NixStyle style) {
    if (fragment.indexOf('\n') < 0) {
      return fragment;
    }
    StringBuilder out = new StringBuilder();
    SyntaxNode tree = NixParser.parse("{" + fragment + "}").tree();
    if (tree.text().equals("{" + fragment + "}") && !NixParser.parse("{" + fragment + "}").ok()) {
      tree = NixParser.parse("(" + fragment + ")").tree();
    }
    for (SyntaxToken token : tree.tokens()) {
      if (token.kind().isTrivia()) {
        out.append(shifted(token.text(), indent, style, true));
      } else if (token.kind() == SyntaxKind.STRING_CONTENT) {
        out.append(stringContent(token, indent, style));
      } else {
        out.append(token.text());
      }
    }
    return out.substring(1, out.length() - 1);
  }

  private static String stringContent(SyntaxToken token, String indent, NixStyle style) {
    SyntaxNode string = token.parent().orElseThrow();
    boolean movable =
        string.childToken(SyntaxKind.INDENT_QUOTE).isPresent()
            && string.childToken(SyntaxKind.STRING_CONTENT).filter(t -> beginsOnNextLine(t.text())).isPresent();
    // nix strips blanks that all lines share, and only blanks: such a string may move, another may not.
    return movable && indent.chars().allMatch(c -> c == ' ')
        ? shifted(token.text(), indent, style, false)
        : token.text();
  }

  private static boolean beginsOnNextLine(String content) {
    int at = 0;
    while (at < content.length() && content.charAt(at) == ' ') {
      at++;
    }
    return at < content.length() && content.charAt(at) == '\n';
  }

  private static String shifted(String text, String indent, NixStyle style, boolean ownUnits) {
    String[] lines = text.split("\n", -1);
    StringBuilder out = new StringBuilder(lines[0]);
    for (int i = 1; i < lines.length; i++) {
      out.append(style.lineEnd());
      boolean emptyLine = lines[i].isEmpty() && i < lines.length - 1;
      if (!emptyLine) {
        out.append(indent).append(ownUnits ? inUnits(lines[i], style.indentUnit()) : lines[i]);
      }
    }
    return out.toString();
  }

  private static String inUnits(String line, String unit) {
    int blanks = 0;
    while (blanks < line.length() && line.charAt(blanks) == ' ') {
      blanks++;
    }
    return unit.repeat(blanks / 2) + " ".repeat(blanks % 2) + line.substring(blanks);
  }
}
