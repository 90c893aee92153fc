package io.github.fleetmigrate.proof;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two systems' version labels ({@code system.nixos.label}) that are not the same: a hive that evaluates with the plain
 * {@code lib} loses the suffix that a flake's own {@code lib.nixosSystem} sets (colmena issues 162 and 294).
 */
record VersionLabel(String before, String after) {
  private static final String SYSTEM = "nixos-system-";
  private static final String LINE = "nixos-version ";
  /** Tags, release and suffix. */
  private static final Pattern LABEL = Pattern.compile("(?:(.*)-)?([0-9]{2}\\.[0-9]{2})(.*)");
  /** The first release whose option is called {@code system.nixos.versionSuffix}. */
  private static final String RENAMED = "18.09";
  /** The program that tells label and revision, which go together. */
  private static final String PROGRAM = "nixos-version";

  /** Empty where the labels are the same, or one is not to be found. */
  static Optional<VersionLabel> of(Derivation before, Derivation after) {
    if (!before.name().startsWith(SYSTEM) || !after.name().startsWith(SYSTEM)) {
      return Optional.empty();
    }
    Optional<String> was = said(before);
    Optional<String> is = said(after);
    VersionLabel label =
        was.isPresent() && is.isPresent()
            ? new VersionLabel(was.get(), is.get())
            : ofNames(before.name().substring(SYSTEM.length()), after.name().substring(SYSTEM.length()));
    return label.before.equals(label.after) ? Optional.empty() : Optional.of(label);
  }

  private static Optional<String> said(Derivation system) {
    return Optional.ofNullable(system.environment().get("nixosLabel"))
        .or(
            () ->
                system.environment().getOrDefault("text", "").lines()
                    .filter(line -> line.startsWith(LINE))
                    .map(line -> line.substring(LINE.length()))
                    .findFirst());
  }

  /** What follows the host's name, where that is the same. */
  private static VersionLabel ofNames(String before, String after) {
    Matcher was = LABEL.matcher(before);
    Matcher is = LABEL.matcher(after);
    if (was.matches() && is.matches() && was.group(1) != null && was.group(1).equals(is.group(1))) {
      return new VersionLabel(was.group(2) + was.group(3), is.group(2) + is.group(3));
    }
    return new VersionLabel("", "");
  }

  /** Whether two texts of a derivation are the same but for the label that each tells. */
  boolean isAll(String derivation, String textBefore, String textAfter) {
    return derivation.equals(PROGRAM) || without(textBefore, before).equals(without(textAfter, after));
  }

  private static String without(String text, String label) {
    Matcher parts = LABEL.matcher(label);
    String out = text.replace(label, "<label>");
    if (parts.matches()) {
      out = out.replace(parts.group(2) + parts.group(3), "<label>");
      out = parts.group(3).length() > 2 ? out.replace(parts.group(3), "<suffix>") : out;
    }
    return out;
  }

  /** One line for a person: what differs, whether anything else does, and the line that makes it vanish. */
  String note(List<Difference> differences) {
    boolean alone = differences.stream().allMatch(Difference::labelOnly);
    return "the version label differs"
        + (alone ? " and nothing else" : "")
        + ": "
        + before
        + " became "
        + after
        + "; to make it vanish, "
        + remedy();
  }

  private String remedy() {
    Matcher was = LABEL.matcher(before);
    Matcher is = LABEL.matcher(after);
    boolean suffix =
        was.matches()
            && is.matches()
            && was.group(2).equals(is.group(2))
            && String.valueOf(was.group(1)).equals(String.valueOf(is.group(1)));
    if (!suffix) {
      return "set `system.nixos.label = \"" + before + "\";` in the host's modules";
    }
    String option = was.group(2).compareTo(RENAMED) < 0 ? "system.nixosVersionSuffix" : "system.nixos.versionSuffix";
    return "evaluate with the flake's own lib (nixpkgs.lib of the input, which sets the suffix), or set `"
        + option
        + " = \""
        + was.group(3)
        + "\";` in the host's modules";
  }
}
