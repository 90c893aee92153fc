package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.Entry;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.ListExpr;
import io.github.fleetmigrate.text.TextEdit;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The items between two brackets: a list's elements or a set's bindings. Inserting and removing keeps to how the items
 * stand: all on one line, one a line, with empty lines between them or without.
 *
 * @param open the opening bracket
 * @param close the closing bracket
 * @param items the items in order
 */
record Items(TextRange open, TextRange close, List<TextRange> items) {

  /** How long a line may become by what is put into it. */
  private static final int WIDTH = 100;

  static Items of(ListExpr list) {
    return new Items(
        list.open().orElseThrow().range(),
        list.close().orElseThrow().range(),
        list.elements().stream().map(Expr::range).toList());
  }

  static Items of(AttrSet set) {
    return new Items(
        set.open().orElseThrow().range(),
        set.close().orElseThrow().range(),
        set.entries().stream().map(Entry::range).toList());
  }

  /** The same brackets with neighbouring items taken together. */
  Items grouped(List<TextRange> groups) {
    return new Items(open, close, groups);
  }

  int last() {
    return items.size() - 1;
  }

  /**
   * Puts an item behind another.
   *
   * @param after the index of the item to follow; -1 to be the first
   * @param item the item's text for the blanks that its line begins with
   */
  TextEdit insert(NixSource source, int after, UnaryOperator<String> item) {
    if (items.isEmpty()) {
      return insertIntoEmpty(source, item);
    }
    return after < 0 ? insertFirst(source, item) : insertBehind(source, after, item);
  }

  private TextEdit insertIntoEmpty(NixSource source, UnaryOperator<String> item) {
    String text = source.text();
    NixStyle style = source.style();
    String inner = text.substring(open.end(), close.start());
    String outerIndent = Lines.indentAt(text, open.start());
    String indent = outerIndent + style.indentUnit();
    if (!inner.isBlank() || inner.contains("\n")) {
      if (Lines.isFirstOnLine(text, close.start())) {
        int at = open.end() + inner.stripTrailing().length();
        return TextEdit.insert(at, style.lineEnd() + indent + item.apply(indent));
      }
      return TextEdit.insert(close.start(), item.apply(outerIndent) + style.padding());
    }
    String wide = item.apply(indent);
    if (wide.contains("\n")) {
      String lines = style.lineEnd() + indent + wide + style.lineEnd() + outerIndent;
      return TextEdit.replace(open.end(), close.start(), lines);
    }
    return TextEdit.replace(open.end(), close.start(), style.padding() + wide + style.padding());
  }

  private TextEdit insertFirst(NixSource source, UnaryOperator<String> item) {
    String text = source.text();
    TextRange first = items.get(0);
    String indent = Lines.indentAt(text, first.start());
    if (!Lines.isFirstOnLine(text, first.start())) {
      return TextEdit.insert(first.start(), item.apply(indent) + " ");
    }
    String separator = source.style().lineEnd().repeat(emptyLinesBetween(text) ? 2 : 1);
    return TextEdit.insert(aboveComments(text, first.start()), item.apply(indent) + separator + indent);
  }

  /** Where the comment lines right above an item begin, behind their blanks; the item's own start where there are none. */
  private int aboveComments(String text, int itemStart) {
    int at = itemStart;
    while (true) {
      int line = Lines.startOf(text, at);
      int above = line == 0 ? -1 : Lines.startOf(text, line - 1);
      if (above < open.end() || !text.substring(above, line).strip().startsWith("#")) {
        return at;
      }
      at = above + Lines.indentAt(text, above).length();
    }
  }

  private TextEdit insertBehind(NixSource source, int after, UnaryOperator<String> item) {
    String text = source.text();
    TextRange anchor = items.get(after);
    String indent = Lines.indentAt(text, anchor.start());
    int lineRest = Lines.endOfComment(text, anchor.end());
    boolean closes = lineRest < 0 && text.substring(anchor.end(), nextStart(after)).isBlank() && after == last();
    if (Lines.isFirstOnLine(text, anchor.start()) && (lineRest >= 0 || closes)) {
      String separator = source.style().lineEnd().repeat(emptyLinesBetween(text) ? 2 : 1);
      return TextEdit.insert(Math.max(lineRest, anchor.end()), separator + indent + item.apply(indent));
    }
    if (text.substring(anchor.start(), anchor.end()).contains("\n") && (lineRest >= 0 || closes)) {
      // It began behind another and ends on a line of its own: what follows stands below that line's begin.
      String below = Lines.indentAt(text, anchor.end() - 1);
      return TextEdit.insert(Math.max(lineRest, anchor.end()), source.style().lineEnd() + below + item.apply(below));
    }
    String behind = " " + item.apply(indent);
    return outgrows(text, behind) ? brokenUp(source, after, item) : TextEdit.insert(anchor.end(), behind);
  }

  /** Whether a list on one line, which was none too long, would be. */
  private boolean outgrows(String text, String more) {
    int line = Lines.startOf(text, open.start());
    int end = text.indexOf('\n', line);
    int length = (end < 0 ? text.length() : end) - line;
    boolean oneLine = text.charAt(open.start()) == '[' && !text.substring(open.end(), close.start()).contains("\n");
    return oneLine && isPlain(text) && length <= WIDTH && length + more.length() > WIDTH;
  }

  /** Whether nothing but blanks stands between the items. */
  private boolean isPlain(String text) {
    int at = open.end();
    for (TextRange item : items) {
      if (!text.substring(at, item.start()).isBlank()) {
        return false;
      }
      at = item.end();
    }
    return text.substring(at, close.start()).isBlank();
  }

  /** The items one a line, with a new one behind another. */
  private TextEdit brokenUp(NixSource source, int after, UnaryOperator<String> item) {
    String outer = Lines.indentAt(source.text(), open.start());
    String inner = source.style().lineEnd() + outer + source.style().indentUnit();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      lines.append(inner).append(items.get(i).in(source.text()));
      if (i == after) {
        lines.append(inner).append(item.apply(outer + source.style().indentUnit()));
      }
    }
    return TextEdit.replace(open.end(), close.start(), lines + source.style().lineEnd() + outer);
  }

  private int nextStart(int after) {
    return after == last() ? close.start() : items.get(after + 1).start();
  }

  /** Whether most neighbours have an empty line between them. */
  private boolean emptyLinesBetween(String text) {
    int with = 0;
    for (int i = 1; i < items.size(); i++) {
      if (Lines.hasEmptyLine(text.substring(items.get(i - 1).end(), items.get(i).start()))) {
        with++;
      }
    }
    return with * 2 > items.size() - 1;
  }

  /** Takes an item away, with its line and the comment behind it where nothing else stands there. */
  TextEdit remove(NixSource source, int index) {
    String text = source.text();
    TextRange item = items.get(index);
    int lineRest = Lines.endOfComment(text, item.end());
    if (Lines.isFirstOnLine(text, item.start()) && lineRest >= 0) {
      return TextEdit.delete(Lines.startOf(text, item.start()), Lines.nextAfter(text, lineRest));
    }
    int from = item.start();
    while (from > 0 && Lines.isBlank(text.charAt(from - 1))) {
      from--;
    }
    boolean only = items.size() == 1;
    int to = item.end();
    if (only || Lines.isFirstOnLine(text, item.start())) {
      from = only ? from : item.start();
      while (!only && to < text.length() && Lines.isBlank(text.charAt(to))) {
        to++;
      }
    }
    return TextEdit.delete(from, to);
  }

  /** Each item's range, neighbours with the same key joined. */
  static List<TextRange> joined(List<TextRange> items, List<String> keys) {
    List<TextRange> groups = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (i > 0 && keys.get(i).equals(keys.get(i - 1))) {
        TextRange before = groups.remove(groups.size() - 1);
        groups.add(new TextRange(before.start(), items.get(i).end()));
      } else {
        groups.add(items.get(i));
      }
    }
    return groups;
  }
}
