package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How two systems differ by what their closures hold, where their derivations are not at hand. */
public final class ClosureDifference {
  /** As nix parses a name (builtins.parseDrvName): the version begins after the first dash that no letter follows. */
  private static final Pattern NAME = Pattern.compile("^/?(?:.*/)?[a-z0-9]{32}-(.+?)(?:-([^A-Za-z].*))?$");

  private ClosureDifference() {}

  /** One line for each name that comes, goes or has other versions, and one for what was only built anew. */
  public static List<String> lines(Collection<String> before, Collection<String> after) {
    Map<String, Set<String>> was = versions(before);
    Map<String, Set<String>> is = versions(after);
    Set<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    List<String> out = new ArrayList<>();
    for (String name : names) {
      Set<String> old = was.get(name);
      Set<String> now = is.get(name);
      if (old == null) {
        out.add("+ " + named(name, now));
      } else if (now == null) {
        out.add("- " + named(name, old));
      } else if (!old.equals(now)) {
        out.add(name + " " + listed(old) + " -> " + listed(now));
      }
    }
    Set<String> rebuilt = new TreeSet<>(after);
    rebuilt.removeAll(Set.copyOf(before));
    if (out.isEmpty() && !rebuilt.isEmpty()) {
      out.add("the same packages in the same versions, " + rebuilt.size() + (rebuilt.size() == 1 ? " path" : " paths") + " built anew");
    }
    return out;
  }

  private static Map<String, Set<String>> versions(Collection<String> paths) {
    Map<String, Set<String>> out = new TreeMap<>();
    for (String path : paths) {
      Matcher parts = NAME.matcher(path);
      if (parts.matches()) {
        out.computeIfAbsent(parts.group(1), n -> new TreeSet<>()).add(parts.group(2) == null ? "" : parts.group(2));
      }
    }
    return out;
  }

  private static String named(String name, Set<String> versions) {
    String listed = String.join(", ", versions.stream().filter(v -> !v.isEmpty()).toList());
    return listed.isEmpty() ? name : name + " " + listed;
  }

  private static String listed(Set<String> versions) {
    return String.join(", ", versions.stream().map(v -> v.isEmpty() ? "(no version)" : v).toList());
  }
}
