package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.text.TextRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One input of a flake as its file states it.
 *
 * @param url the URL it is fetched from, where the file gives one
 * @param urlRange where the URL stands, quotes included
 * @param follows what its own inputs follow: {@code nixpkgs -> nixpkgs}; nested ones with dots
 * @param flake what {@code flake = …;} says; true without one
 * @param form how it is written
 * @param quoted whether its name stands in quotes
 * @param bindings every binding that makes it up, in the order of the file
 */
public record FlakeInput(
    String name,
    Optional<String> url,
    Optional<TextRange> urlRange,
    Map<String, String> follows,
    boolean flake,
    Form form,
    boolean quoted,
    List<TextRange> bindings) {

  /** How an input is written. */
  public enum Form {
    /** {@code inputs = { a.url = …; };}. */
    DOTTED,
    /** {@code inputs = { a = { url = …; }; };}. */
    BLOCK,
    /** {@code inputs.a.url = …;}. */
    TOP_DOTTED,
    /** {@code inputs.a = { url = …; };}. */
    TOP_BLOCK;

    /** Whether it has a set of its own. */
    public boolean isBlock() {
      return this == BLOCK || this == TOP_BLOCK;
    }
  }

  /** The whole of it where its bindings stand together: from the first to the end of the last. */
  public TextRange range() {
    return new TextRange(bindings.get(0).start(), bindings.get(bindings.size() - 1).end());
  }
}
