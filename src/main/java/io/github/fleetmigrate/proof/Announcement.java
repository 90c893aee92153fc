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
   * @param derivations patterns of the names of the derivations that may differ; {@code *} stands for any text
   */
  public record Change(String host, List<String> derivations) {
    public Change {
      derivations = List.copyOf(derivations);
    }
  }

  public Announcement {
    changes = List.copyOf(changes);
  }

  /**
   * Whether a host changed by nothing but what was said. A derivation that only collects others (a folder of links, a
   * list of packages) is covered where everything that it has more or less is.
   */
  public boolean covers(String host, List<Difference> differences) {
    List<Pattern> patterns =
        changes.stream()
            .filter(change -> change.host() == null || change.host().equals(host))
            .flatMap(change -> change.derivations().stream())
            .map(Announcement::pattern)
            .toList();
    return !patterns.isEmpty() && differences.stream().allMatch(difference -> covers(patterns, difference));
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
