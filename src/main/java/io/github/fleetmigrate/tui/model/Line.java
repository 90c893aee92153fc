package io.github.fleetmigrate.tui.model;

import java.util.ArrayList;
import java.util.List;

/** One line of a screen: pieces of text, each with its role. */
public record Line(List<Span> spans) {
  public static final Line EMPTY = new Line(List.of());

  /** A piece of a line. */
  public record Span(String text, Role role) {}

  public Line {
    spans = List.copyOf(spans);
  }

  public static Line of(String text) {
    return of(text, Role.TEXT);
  }

  public static Line of(String text, Role role) {
    return new Line(List.of(new Span(text, role)));
  }

  /** This line with more text behind it. */
  public Line and(String text, Role role) {
    List<Span> all = new ArrayList<>(spans);
    all.add(new Span(text, role));
    return new Line(all);
  }

  /** This line with every piece in one role. */
  public Line as(Role role) {
    return new Line(spans.stream().map(s -> new Span(s.text(), role)).toList());
  }

  public String text() {
    StringBuilder out = new StringBuilder();
    spans.forEach(s -> out.append(s.text()));
    return out.toString();
  }
}
