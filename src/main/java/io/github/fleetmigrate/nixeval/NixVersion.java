package io.github.fleetmigrate.nixeval;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A nix release, from what {@code nix --version} prints: {@code nix (Nix) 2.26.3}, also Lix's and Determinate's. */
public record NixVersion(int major, int minor, String text) {
  private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.(\\d+)\\S*");

  public static Optional<NixVersion> parse(String printed) {
    String line = printed.strip().lines().findFirst().orElse("");
    Matcher matcher = NUMBER.matcher(line.startsWith("nix ") ? line : "");
    // The release stands last: "nix (Determinate Nix 3.6.2) 2.29.0".
    NixVersion last = null;
    while (matcher.find()) {
      last =
          new NixVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group());
    }
    return Optional.ofNullable(last);
  }

  public boolean atLeast(int wantedMajor, int wantedMinor) {
    return major > wantedMajor || major == wantedMajor && minor >= wantedMinor;
  }

  @Override
  public String toString() {
    return text;
  }
}
