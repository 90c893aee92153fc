package io.github.fleetmigrate.edit.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * Collects boxes with what they stand under. A heading holds until the next of its level or above, inside the quote or
 * item that it stands in; a paragraph that is bold throughout is read as the lowest heading.
 */
final class TaskBoxReader extends AbstractVisitor {
  private static final int LOWEST = 7;

  /** The box in front of an item's words; without its brackets where the document defines a link of that name. */
  private static final String MARK = "^(\\[[ \t]?[xX]?\\]|[xX]\\b)";

  private final String markdown;
  private final List<TaskBox> boxes = new ArrayList<>();
  private List<Over> over = new ArrayList<>();
  private int parent = -1;

  /** A heading, or an item around; level 0 for an item, which nothing inside it ends. */
  private record Over(int level, String text) {}

  TaskBoxReader(String markdown) {
    this.markdown = markdown;
  }

  List<TaskBox> boxes() {
    return boxes;
  }

  @Override
  public void visit(Heading heading) {
    put(heading.getLevel(), words(heading));
  }

  @Override
  public void visit(Paragraph paragraph) {
    Node only = paragraph.getFirstChild();
    if (only instanceof StrongEmphasis && only.getNext() == null) {
      put(LOWEST, words(paragraph));
    }
  }

  @Override
  public void visit(BlockQuote quote) {
    List<Over> outside = over;
    over = new ArrayList<>(outside);
    visitChildren(quote);
    over = outside;
  }

  @Override
  public void visit(ListItem item) {
    List<Over> outside = over;
    int around = parent;
    over = new ArrayList<>(outside);
    if (item.getFirstChild() instanceof Paragraph first) {
      String words = words(first);
      int at = box(first);
      if (at >= 0) {
        words = words.replaceFirst(MARK, "").strip();
        boolean ticked = !Character.isWhitespace(markdown.charAt(at));
        boxes.add(
            new TaskBox(at, first.getSourceSpans().get(0).getLineIndex() + 1, ticked, words, over.stream().map(Over::text).toList(), parent));
        parent = boxes.size() - 1;
      }
      over.add(new Over(0, words));
      for (Node node = first.getNext(); node != null; node = node.getNext()) {
        node.accept(this);
      }
    } else {
      visitChildren(item);
    }
    over = outside;
    parent = around;
  }

  private void put(int level, String text) {
    int from = over.size();
    while (from > 0 && over.get(from - 1).level() >= level) {
      from--;
    }
    over.subList(from, over.size()).clear();
    over.add(new Over(level, text));
  }

  /** The offset between the brackets that a paragraph begins with, or -1. White space and a word must follow them. */
  private int box(Paragraph paragraph) {
    int start = paragraph.getSourceSpans().get(0).getInputIndex();
    int end = start + paragraph.getSourceSpans().get(0).getLength();
    while (start < end && (markdown.charAt(start) == ' ' || markdown.charAt(start) == '\t')) {
      start++;
    }
    boolean bracketed =
        start + 3 < end
            && markdown.charAt(start) == '['
            && " \txX".indexOf(markdown.charAt(start + 1)) >= 0
            && markdown.charAt(start + 2) == ']'
            && (markdown.charAt(start + 3) == ' ' || markdown.charAt(start + 3) == '\t');
    return bracketed ? start + 1 : -1;
  }

  /** What a person reads, on one line. */
  private static String words(Node node) {
    StringBuilder out = new StringBuilder();
    collect(node, out);
    return out.toString().strip();
  }

  private static void collect(Node node, StringBuilder out) {
    if (node instanceof Text text) {
      out.append(text.getLiteral());
    } else if (node instanceof Code code) {
      out.append(code.getLiteral());
    } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
      out.append(' ');
    } else if (!(node instanceof HtmlInline)) {
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        collect(child, out);
      }
    }
  }
}
