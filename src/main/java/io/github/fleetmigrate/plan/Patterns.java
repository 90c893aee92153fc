package io.github.fleetmigrate.plan;

import java.util.List;
import java.util.regex.Pattern;

/** Regular expressions of a migration, of which one must be found somewhere in a text, in either case. */
record Patterns(List<Pattern> all) {

  static Patterns of(List<String> expressions) {
    return new Patterns(
        expressions.stream()
            .map(e -> Pattern.compile(e, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
            .toList());
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  boolean found(String text) {
    return all.stream().anyMatch(p -> p.matcher(text).find());
  }
}
