package io.github.fleetmigrate.nix.syntax;

import java.util.ArrayDeque;
import java.util.Deque;

/** A tree and its errors as text, for comparison: a line per element, indented by depth. */
final class SyntaxDump {
  private record Level(SyntaxElement element, int depth) {}

  private SyntaxDump() {}

  static String of(NixParse parse) {
    StringBuilder out = new StringBuilder();
    Deque<Level> open = new ArrayDeque<>();
    open.push(new Level(parse.tree(), 0));
    while (!open.isEmpty()) {
      Level level = open.pop();
      SyntaxElement element = level.element();
      out.append("  ".repeat(level.depth())).append(element.kind());
      out.append(' ').append(element.start()).append("..").append(element.end());
      if (element instanceof SyntaxNode node) {
        for (int i = node.children().size() - 1; i >= 0; i--) {
          open.push(new Level(node.children().get(i), level.depth() + 1));
        }
      } else {
        out.append(' ').append(quoted(element.text()));
      }
      out.append('\n');
    }
    for (SyntaxError error : parse.errors()) {
      out.append("error ").append(error.range().start()).append("..").append(error.range().end());
      out.append(' ').append(error.message()).append('\n');
    }
    return out.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\"", "\\\"") + '"';
  }
}
