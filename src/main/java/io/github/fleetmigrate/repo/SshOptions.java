package io.github.fleetmigrate.repo;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ssh's own options say that other tools have settings for. */
public final class SshOptions {
  private static final Pattern PORT =
      Pattern.compile("\\s*(?:-p\\s*|-o\\s*port\\s*[=\\s]\\s*)([0-9]{1,5})\\s*", Pattern.CASE_INSENSITIVE);

  private SshOptions() {}

  /**
   * {@code -p N} and {@code -o Port=N}, in one word or in two; the first one counts, as ssh has it.
   *
   * @return null where none is given
   */
  public static Integer port(List<String> options) {
    for (int i = 0; i < options.size(); i++) {
      String word = options.get(i);
      boolean needsNext = word.equals("-p") || word.equals("-o");
      Matcher matcher = PORT.matcher(needsNext && i + 1 < options.size() ? word + " " + options.get(i + 1) : word);
      if (matcher.matches() && Character.isLowerCase(word.strip().charAt(1))) {
        return Integer.valueOf(matcher.group(1));
      }
      i += needsNext ? 1 : 0;
    }
    return null;
  }
}
