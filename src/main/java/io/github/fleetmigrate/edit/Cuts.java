package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.syntax.SyntaxElement;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much text goes with what is taken out: its line, its comments, and one of two empty lines around it. */
final class Cuts {
  private Cuts() {}

  /**
   * Ranges of entries of a set or a {@code let}, or of elements of a list.
   *
   * @param all what the holder has, in order
   * @param nodes those that go
   * @param words a comment above that says one of them is about what goes
   */
  static List<TextRange> ofEntries(
      String text, SyntaxNode holder, List<SyntaxNode> all, List<SyntaxNode> nodes, List<String> words) {
    List<TextRange> out = new ArrayList<>();
    int i = 0;
    while (i < all.size()) {
      if (!nodes.contains(all.get(i))) {
        i++;
        continue;
      }
      int first = i;
      while (i + 1 < all.size() && nodes.contains(all.get(i + 1))) {
        i++;
      }
      int from = first == 0 ? opening(holder) : all.get(first - 1).end();
      int to = i + 1 < all.size() ? all.get(i + 1).start() : closing(holder);
      out.add(group(text, new TextRange(all.get(first).start(), all.get(i).end()), from, to, first == 0, i + 1 < all.size(), words));
      i++;
    }
    return out;
  }

  private static int opening(SyntaxNode holder) {
    return holder.children().stream()
        .filter(c -> c.kind() == SyntaxKind.L_BRACE || c.kind() == SyntaxKind.L_BRACKET || c.kind() == SyntaxKind.LET)
        .findFirst()
        .map(SyntaxElement::end)
        .orElse(holder.start());
  }

  private static int closing(SyntaxNode holder) {
    return holder.children().stream()
        .filter(c -> c.kind() == SyntaxKind.R_BRACE || c.kind() == SyntaxKind.R_BRACKET || c.kind() == SyntaxKind.IN)
        .findFirst()
        .map(SyntaxElement::start)
        .orElse(holder.end());
  }

  /**
   * One range that goes.
   *
   * @param from where what stands before it ends
   * @param to where what stands behind it begins
   * @param opens whether that is the bracket
   * @param more whether that is another item
   */
  private static TextRange group(
      String text, TextRange range, int from, int to, boolean opens, boolean more, List<String> words) {
    int rest = Lines.endOfComment(text, range.end());
    boolean lines = Lines.isFirstOnLine(text, range.start()) && Lines.startOf(text, range.start()) >= from;
    if (!lines || rest < 0 || Lines.nextAfter(text, rest) > to && Lines.endOf(text, rest) >= to) {
      return inline(text, range, from, to, more, lines);
    }
    int start = withComments(text, Lines.startOf(text, range.start()), from, isFollowed(text, rest, to, more), words);
    int end = Lines.nextAfter(text, rest);
    boolean emptyAbove = start > 0 && isEmptyLine(text, Lines.startOf(text, start - 1)) && Lines.startOf(text, start - 1) >= from;
    boolean firstOfAll = opens && Lines.endOfComment(text, from) >= 0 && Lines.nextAfter(text, from) == start;
    boolean emptyBelow = end < text.length() && isEmptyLine(text, end);
    boolean lastOfAll = text.substring(end, Math.max(end, to)).isBlank() && !more && !emptyBelow;
    if (emptyBelow && (emptyAbove || firstOfAll) || emptyBelow && !more && text.substring(end, Math.max(end, to)).isBlank()) {
      end = Lines.nextAfter(text, end);
    } else if (emptyAbove && lastOfAll) {
      start = Lines.startOf(text, start - 1);
    }
    return new TextRange(start, end);
  }

  private static boolean isEmptyLine(String text, int start) {
    return text.substring(start, Lines.endOf(text, start)).isBlank();
  }

  /** Whether the next line holds another item, so that a comment above may be about several. */
  private static boolean isFollowed(String text, int rest, int to, boolean more) {
    int next = Lines.nextAfter(text, rest);
    return more && next < text.length() && next + Lines.indentAt(text, next).length() >= to;
  }

  /** The start of the comment lines right above that are about what goes. */
  private static int withComments(String text, int start, int from, boolean followed, List<String> words) {
    int at = start;
    while (at > 0) {
      int above = Lines.startOf(text, at - 1);
      if (above < from || !text.substring(above, at).strip().startsWith("#")) {
        break;
      }
      at = above;
    }
    String comment = text.substring(at, start).toLowerCase(Locale.ROOT);
    return !followed || words.stream().anyMatch(word -> comment.contains(word.toLowerCase(Locale.ROOT))) ? at : start;
  }

  private static TextRange inline(String text, TextRange range, int from, int to, boolean more, boolean firstOnLine) {
    int start = range.start();
    int end = range.end();
    if (firstOnLine && more && !text.substring(end, to).contains("\n")) {
      return new TextRange(start, to);
    }
    while (start > from && Lines.isBlank(text.charAt(start - 1))) {
      start--;
    }
    return new TextRange(start, end);
  }

  /** A {@code let} of which nothing stays: from its keyword to what stands behind {@code in}. */
  static TextRange ofLet(String text, SyntaxNode let) {
    int at = let.childToken(SyntaxKind.IN).orElseThrow().end();
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return new TextRange(let.start(), at);
  }

  /** Names of an {@code inherit}, some of which stay. */
  static List<TextRange> ofWords(String text, List<SyntaxNode> names) {
    List<TextRange> out = new ArrayList<>();
    for (SyntaxNode name : names) {
      int rest = Lines.endOfComment(text, name.end());
      if (Lines.isFirstOnLine(text, name.start()) && rest >= 0) {
        out.add(new TextRange(Lines.startOf(text, name.start()), Lines.nextAfter(text, rest)));
        continue;
      }
      int start = name.start();
      while (start > 0 && Lines.isBlank(text.charAt(start - 1))) {
        start--;
      }
      out.add(new TextRange(start, name.end()));
    }
    return out;
  }

  /** Formals with their commas, whether these lead or trail. */
  static List<TextRange> ofFormals(String text, SyntaxNode formals, List<SyntaxNode> nodes) {
    List<SyntaxElement> items = new ArrayList<>(formals.childNodes(SyntaxKind.FORMAL));
    formals.childToken(SyntaxKind.ELLIPSIS).ifPresent(items::add);
    List<TextRange> out = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof SyntaxNode formal) || !nodes.contains(formal)) {
        continue;
      }
      Optional<SyntaxToken> comma = comma(formals, formal.end());
      int rest = Lines.endOfComment(text, comma.map(SyntaxToken::end).orElse(formal.end()));
      SyntaxElement kept = before(items, i, nodes);
      if (Lines.isFirstOnLine(text, formal.start()) && comma.isPresent() && rest >= 0) {
        out.add(new TextRange(Lines.startOf(text, formal.start()), Lines.nextAfter(text, rest)));
      } else if (kept != null && comma(formals, kept.end()).filter(c -> isBeforeComment(text, c, formal)).isPresent()) {
        // The comment behind the comma is about what stands before it.
        SyntaxToken separator = comma(formals, kept.end()).orElseThrow();
        out.add(separator.range());
        out.add(new TextRange(Lines.startOf(text, formal.start()), Lines.nextAfter(text, formal.end())));
      } else if (kept != null) {
        // From the end of what stands before it, so that its own leading comma goes; a comment there stays.
        int from = Math.max(kept.end(), Lines.endOfComment(text, kept.end()));
        int own = Lines.endOfComment(text, formal.end());
        out.add(new TextRange(from, Math.max(own, formal.end())));
      } else if (i + 1 < items.size()) {
        out.add(new TextRange(formal.start(), items.get(i + 1).start()));
      } else {
        out.add(new TextRange(formal.start(), comma.map(SyntaxToken::end).orElse(formal.end())));
      }
    }
    return out;
  }

  private static boolean isBeforeComment(String text, SyntaxToken comma, SyntaxNode formal) {
    return comma.end() <= formal.start()
        && Lines.endOfComment(text, comma.end()) > comma.end()
        && Lines.isFirstOnLine(text, formal.start())
        && Lines.endOfComment(text, formal.end()) == formal.end();
  }

  /** The item right before one, where it stays. */
  private static SyntaxElement before(List<SyntaxElement> items, int index, List<SyntaxNode> nodes) {
    for (int i = index - 1; i >= 0; i--) {
      if (!(items.get(i) instanceof SyntaxNode formal) || !nodes.contains(formal)) {
        return i == index - 1 ? items.get(i) : null;
      }
    }
    return null;
  }

  private static Optional<SyntaxToken> comma(SyntaxNode formals, int behind) {
    return formals.children().stream()
        .filter(c -> c.kind() == SyntaxKind.COMMA && c.start() >= behind)
        .map(c -> (SyntaxToken) c)
        .findFirst();
  }

  /** An operand with the operator between it and the other one. */
  static TextRange ofOperand(SyntaxNode binary, SyntaxNode operand) {
    List<SyntaxNode> sides = binary.childNodes();
    return operand == sides.get(0)
        ? new TextRange(binary.start(), sides.get(1).start())
        : new TextRange(sides.get(0).end(), binary.end());
  }
}
