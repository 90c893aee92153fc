package io.github.fleetmigrate.edit.markdown;

import java.util.List;

/**
 * An item of a task list, as GitHub reads one.
 *
 * @param at offset of the character between the brackets
 * @param line the line it is on, from 1
 * @param ticked whether that character is an x
 * @param text the words of its first paragraph, without markup
 * @param under what it stands under, outermost first: headings, and list items around it
 * @param parent the index of the box that it is nested in, among all boxes of the document; -1 for none
 */
public record TaskBox(int at, int line, boolean ticked, String text, List<String> under, int parent) {
  public TaskBox {
    under = List.copyOf(under);
  }
}
