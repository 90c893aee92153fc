package io.github.fleetmigrate.proof;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a phase said beforehand that it changes.
 *
 * @param changes none for a phase that changes no host
 */
public record Announcement(List<Change> changes) {
  public static final Announcement NOTHING = new Announcement(List.of());

  /**
   * @param host null for every host
   * @param parts patterns of the parts that may differ, in the words of {@link Part#words}: {@code /etc/hosts}, {@code
   *     user deploy}; {@code *} stands for any text
   * @param derivations patterns of the names of derivations that may differ whatever they are part of
   */
  public record Change(String host, List<String> parts, List<String> derivations) {
    public Change {
      parts = List.copyOf(parts);
      derivations = List.copyOf(derivations);
    }
  }

  public Announcement {
    changes = List.copyOf(changes);
  }

  /**
   * Whether a host changed by nothing but what was said. A difference that several parts have in common is covered where
   * all of them are; what differs only because something else does is no difference. A derivation that only collects
   * others (a folder of links) is covered where everything that it has more or less is.
   */
  public boolean covers(String host, List<Difference> differences) {
    List<Change> said =
        changes.stream().filter(change -> change.host() == null || change.host().equals(host)).toList();
    List<Pattern> parts = said.stream().flatMap(change -> change.parts().stream()).map(Announcement::pattern).toList();
    List<Pattern> derivations =
        said.stream().flatMap(change -> change.derivations().stream()).map(Announcement::pattern).toList();
    return !said.isEmpty()
        && differences.stream().allMatch(d -> coversParts(parts, d) || covers(derivations, d));
  }

  private static boolean coversParts(List<Pattern> patterns, Difference difference) {
    return !difference.parts().isEmpty()
        && difference.parts().stream().allMatch(part -> matches(patterns, part.words()));
  }

  private static boolean covers(List<Pattern> patterns, Difference difference) {
    boolean collected =
        difference.collects()
            && difference.added().stream().allMatch(name -> matches(patterns, name))
            && difference.removed().stream().allMatch(name -> matches(patterns, name));
    return collected || matches(patterns, difference.derivation());
  }

  private static boolean matches(List<Pattern> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (String literal : glob.split("\\*", -1)) {
      regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.compile(regex.toString());
  }
}
