package io.github.fleetmigrate.proof;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command line as a person may see it: without the secrets that stand in it. */
public final class CommandSecrets {
  private static final String VALUE = "(\"(?:\\\\.|[^\"\\\\])*\"|'[^']*'|[^\\s\"';&|]+)";
  private static final Pattern FLAG = Pattern.compile("(?<![\\w-])(--?([A-Za-z][\\w-]*)(?:=|\\s+))" + VALUE);
  private static final Pattern OPTION = Pattern.compile("((?<![\\w-])--option\\s+([\\w-]+)\\s+)" + VALUE);
  private static final Pattern VARIABLE = Pattern.compile("((?<!\\w)([A-Za-z_]\\w*)=)" + VALUE);
  private static final Pattern KEY = Pattern.compile("(?i)(?:\\w*_)?key");
  /** A value that only says where the secret comes from. */
  private static final Pattern ELSEWHERE = Pattern.compile("[\"']?(?:\\$\\w+|\\$[({][^\\s]*|\\{\\{.*|<.*|-.*)", Pattern.DOTALL);

  private CommandSecrets() {}

  /** What flags, options and variables with a secret's name are given, credentials in URLs, and tokens of a known form go. */
  public static String hide(String command) {
    String out = named(OPTION, command);
    out = named(FLAG, out);
    out = named(VARIABLE, out);
    return Secrets.shown(new Secrets().hideKnown(out));
  }

  private static String named(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(isSecret(m.group(2), m.group(3)) ? m.group(1) + "(hidden)" : m.group()));
  }

  private static boolean isSecret(String name, String value) {
    return (Secrets.isName(name) || KEY.matcher(name).matches()) && !ELSEWHERE.matcher(value).matches();
  }
}
