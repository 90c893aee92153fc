package io.github.fleetmigrate.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How it is told that the hive deploys a host otherwise than deploy-rs does. The words stand here alone: a person accepts
 * such a difference by its host, and what is told must name that host.
 */
public final class SettingDifference {
  private static final String NOBODY = ", and nobody settled that (";
  private static final Pattern TOLD =
      Pattern.compile("the hive deploys (\\S+) with .*" + Pattern.quote(NOBODY) + ".*", Pattern.DOTALL);

  private SettingDifference() {}

  static String what(String host, String field, String is, String was) {
    return "the hive deploys " + host + " with " + field + " " + is + ", deploy-rs with " + was;
  }

  static String problem(String what, String help) {
    return what + NOBODY + help + ")";
  }

  /** The host whose difference a problem of a verification tells, if it tells one that can be accepted. */
  public static Optional<String> host(String problem) {
    Matcher matcher = TOLD.matcher(problem);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
