package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.text.TextRange;
import java.util.List;
import java.util.Optional;

/**
 * How a flake's {@code outputs} is written.
 *
 * @param style what makes the outputs
 * @param formals the names in the braces; empty without braces
 * @param hasFormals whether there are braces
 * @param ellipsis whether the braces end in {@code ...}
 * @param wholeName the name for all inputs together: the at-name, or the parameter of {@code inputs: …}
 * @param value the whole value of {@code outputs}
 * @param body what the function gives; empty where the value is no function
 */
public record OutputsShape(
    Style style,
    List<String> formals,
    boolean hasFormals,
    boolean ellipsis,
    Optional<String> wholeName,
    TextRange value,
    Optional<TextRange> body) {

  /** What makes a flake's outputs. */
  public enum Style {
    /** A call of {@code mkFlake}. */
    FLAKE_PARTS,
    /** Another file: {@code import ./outputs.nix}. */
    IMPORT,
    /** Anything else: a set, or sets merged. */
    PLAIN
  }
}
