package io.github.fleetmigrate.adapter.ssh;

import java.util.List;
import java.util.stream.Collectors;

/** One line for a remote shell that reads back the arguments and nothing else; holds for sh, bash, zsh and fish. */
final class ShellQuote {
  private ShellQuote() {}

  static String line(List<String> arguments) {
    return arguments.stream().map(ShellQuote::word).collect(Collectors.joining(" "));
  }

  /** Single quotes, out of which a quote and a backslash step into double ones: fish reads a backslash in single quotes. */
  private static String word(String argument) {
    if (argument.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an argument holds a zero byte");
    }
    if (argument.matches("[A-Za-z0-9_./:@%+,-]+")) {
      return argument;
    }
    StringBuilder out = new StringBuilder("'");
    argument
        .chars()
        .forEach(
            c -> {
              switch (c) {
                case '\'' -> out.append("'\"'\"'");
                case '\\' -> out.append("'\"\\\\\"'");
                default -> out.append((char) c);
              }
            });
    return out.append('\'').toString();
  }
}
