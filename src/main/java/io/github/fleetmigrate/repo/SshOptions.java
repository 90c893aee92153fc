package io.github.fleetmigrate.repo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ssh's options with the port taken out: {@code -p N} and {@code -o Port=N}, each in one word or in two; the first port
 * counts, as ssh has it.
 *
 * @param port null where none is given
 * @param rest every other option, in order
 */
public record SshOptions(Integer port, List<String> rest) {
  private static final Pattern PORT = Pattern.compile("-(?:p\\s*|o\\s*(?i:port)\\s*[=\\s]\\s*)([0-9]{1,5})");

  public SshOptions {
    rest = List.copyOf(rest);
  }

  public static SshOptions of(List<String> options) {
    Integer port = null;
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      boolean two = options.get(i).matches("\\s*-[op]\\s*") && i + 1 < options.size();
      String word = two ? options.get(i).strip() + " " + options.get(i + 1).strip() : options.get(i).strip();
      Matcher matcher = PORT.matcher(word);
      if (matcher.matches()) {
        port = port == null ? Integer.valueOf(matcher.group(1)) : port;
      } else {
        rest.addAll(options.subList(i, two ? i + 2 : i + 1));
      }
      i += two ? 1 : 0;
    }
    return new SshOptions(port, rest);
  }
}
