package io.github.fleetmigrate.edit.markdown;

import io.github.fleetmigrate.text.EditSet;
import io.github.fleetmigrate.text.TextEdit;
import io.github.fleetmigrate.text.TextRange;
import java.util.Collection;
import java.util.List;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * The boxes of a document's task lists, and ticks in them: {@code - [ ]}, {@code * [ ]}, {@code + [ ]}, {@code 1. [ ]},
 * nested and in quotes. What stands in code, in HTML or in prose is none. A tick is one character and moves nothing.
 */
public final class TaskBoxes {
  private final String markdown;
  private final List<TaskBox> boxes;

  private TaskBoxes(String markdown, List<TaskBox> boxes) {
    this.markdown = markdown;
    this.boxes = List.copyOf(boxes);
  }

  public static TaskBoxes of(String markdown) {
    TaskBoxReader reader = new TaskBoxReader(markdown);
    Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build().parse(markdown).accept(reader);
    return new TaskBoxes(markdown, reader.boxes());
  }

  /** All boxes, in the document's order: a box stands before those inside it. */
  public List<TaskBox> all() {
    return boxes;
  }

  /** The document with these boxes ticked, as its other ticks are written: {@code x}, or {@code X}. */
  public String tick(Collection<Integer> indexes) {
    long large = boxes.stream().filter(b -> b.ticked() && markdown.charAt(b.at()) == 'X').count();
    long small = boxes.stream().filter(TaskBox::ticked).count() - large;
    return with(indexes, large > small ? "X" : "x");
  }

  /** The document with these boxes open. */
  public String untick(Collection<Integer> indexes) {
    return with(indexes, " ");
  }

  private String with(Collection<Integer> indexes, String mark) {
    List<TextEdit> edits =
        indexes.stream()
            .map(boxes::get)
            .map(b -> new TextEdit(new TextRange(b.at(), b.at() + 1), mark))
            .toList();
    return EditSet.of(edits).applyTo(markdown);
  }
}
