package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What two texts do not have in common, line by line, or word by word where they are one line each; JSON value by value.
 * What may be a secret is hidden.
 */
record TextChange(List<String> gone, List<String> come) {
  private static final int SHOWN = 3;
  private static final int WIDTH = 70;
  private static final int SHORT = 60;

  static TextChange between(String before, String after) {
    Optional<String> jsonBefore = JsonLines.of(before);
    Optional<String> jsonAfter = JsonLines.of(after);
    if (jsonBefore.isPresent() && jsonAfter.isPresent() && !jsonBefore.equals(jsonAfter)) {
      return ofTexts(jsonBefore.get(), jsonAfter.get());
    }
    return ofTexts(before, after);
  }

  private static TextChange ofTexts(String rawBefore, String rawAfter) {
    Secrets secrets = new Secrets();
    String before = secrets.hide(rawBefore);
    String after = secrets.hide(rawAfter);
    String separator =
        before.indexOf('\n') >= 0 || after.indexOf('\n') >= 0
            ? "\n"
            : before.length() > SHORT || after.length() > SHORT ? "[\\s,]+" : "\u0000";
    List<String> left = List.of(before.split(separator));
    List<String> right = List.of(after.split(separator));
    return new TextChange(minus(left, right), minus(right, left));
  }

  private static List<String> minus(List<String> these, List<String> those) {
    Map<String, Integer> left = new HashMap<>();
    those.forEach(piece -> left.merge(piece, 1, Integer::sum));
    List<String> rest = new ArrayList<>();
    for (String piece : these) {
      if (left.merge(piece, -1, Integer::sum) < 0 && !piece.isBlank()) {
        rest.add(piece);
      }
    }
    return rest;
  }

  /** Whether every piece that came or went mentions one of these. */
  boolean onlyMentions(List<String> tokens) {
    return !tokens.isEmpty()
        && gone.stream().allMatch(piece -> tokens.stream().anyMatch(piece::contains))
        && come.stream().allMatch(piece -> tokens.stream().anyMatch(piece::contains));
  }

  /** Such as {@code - "10.0.0.1 axon" + "10.0.0.2 axon"}; the order alone differs where there is neither. */
  String words() {
    if (gone.isEmpty() && come.isEmpty()) {
      return "in another order";
    }
    List<String> parts = new ArrayList<>();
    show(parts, "- ", gone);
    show(parts, "+ ", come);
    return String.join(" ", parts);
  }

  private static void show(List<String> parts, String sign, List<String> pieces) {
    for (String piece : pieces.subList(0, Math.min(SHOWN, pieces.size()))) {
      String readable = DrvFile.readable(Secrets.shown(piece)).strip();
      parts.add(sign + '"' + (readable.length() > WIDTH ? readable.substring(0, WIDTH) + "…" : readable) + '"');
    }
    if (pieces.size() > SHOWN) {
      parts.add(sign + (pieces.size() - SHOWN) + " more");
    }
  }
}
