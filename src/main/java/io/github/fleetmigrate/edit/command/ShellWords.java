package io.github.fleetmigrate.edit.command;

import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a piece of shell into simple commands and their words, with where each stands. It knows quotes, escapes, line
 * continuations, comments, redirections, here-documents and the operators that end a command; just's {@code {{NAME}}},
 * substitutions and {@code <placeholders>} are parts of a word like any other. Commands inside quotes and substitutions
 * are not looked at.
 */
final class ShellWords {
  private static final Pattern REDIRECTION = Pattern.compile("(?:\\d*|&)(?:<<<|<<-?|<>|<&|>&|>>|>\\||<|>)");
  private static final Pattern PLACEHOLDER = Pattern.compile("<[A-Za-z][\\w.-]*(?: [\\w.-]+)*>");
  private static final Pattern OPERATOR = Pattern.compile("&&|\\|\\||;;|\\|&|[\\n;|&()]");

  /**
   * @param text the word without its quotes
   */
  record Word(String text, TextRange range) {}

  /**
   * @param before the operator in front of it; empty at the start
   * @param after the operator behind it; empty at the end
   * @param broken whether a redirection stands among its words, so that they are no range of their own
   * @param redirected whether a redirection stands anywhere with it
   */
  record Command(List<Word> words, String before, String after, boolean broken, boolean redirected) {}

  private final String text;
  private final List<Command> commands = new ArrayList<>();
  private final List<String> hereDocuments = new ArrayList<>();
  private List<Word> words = new ArrayList<>();
  private String before = "";
  private boolean redirected;
  private boolean broken;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  static List<Command> commands(String text) {
    ShellWords words = new ShellWords(text);
    words.run();
    return words.commands;
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      Matcher operator = matcher(OPERATOR);
      if (continues()) {
        at = lineEnd(at);
      } else if (redirection()) {
        redirect();
      } else if (operator.lookingAt()) {
        at = operator.end();
        end(operator.group());
        if (c == '\n') {
          skipHereDocuments();
        }
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#') {
        comment();
      } else {
        broken |= redirected && !words.isEmpty();
        words.add(word());
      }
    }
    end("");
  }

  private void end(String operator) {
    if (!words.isEmpty()) {
      commands.add(new Command(List.copyOf(words), before, operator, broken, redirected));
    }
    words = new ArrayList<>();
    before = operator;
    redirected = false;
    broken = false;
  }

  /** A comment that ends in a backslash is taken to go on: just joins such lines, and leaving more alone is safe. */
  private void comment() {
    int end = lineEnd(at);
    while (end < text.length() && text.substring(at, end).stripTrailing().endsWith("\\")) {
      at = end;
      end = lineEnd(at);
    }
    at = text.startsWith("\n", end - 1) ? end - 1 : end;
  }

  private boolean redirection() {
    boolean substitution = text.startsWith("<(", at) || text.startsWith(">(", at);
    return !substitution && !matcher(PLACEHOLDER).lookingAt() && matcher(REDIRECTION).lookingAt();
  }

  private void redirect() {
    Matcher sign = matcher(REDIRECTION);
    sign.lookingAt();
    at = sign.end();
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    redirected = true;
    if (at < text.length() && !matcher(OPERATOR).lookingAt()) {
      Word target = word();
      if (sign.group().matches("\\d*<<-?")) {
        hereDocuments.add(target.text());
      }
    }
  }

  private void skipHereDocuments() {
    for (String delimiter : hereDocuments) {
      String line;
      do {
        int end = lineEnd(at);
        line = text.substring(at, end);
        at = end;
      } while (at < text.length() && !line.strip().equals(delimiter));
    }
    hereDocuments.clear();
  }

  /** Reads at least one character. */
  private Word word() {
    int start = at;
    StringBuilder plain = new StringBuilder();
    do {
      char c = text.charAt(at);
      int end = opaqueEnd();
      if (end > at) {
        plain.append(text, at, end);
        at = end;
      } else if (c == '\'' || c == '"') {
        int close = quoteEnd(at);
        plain.append(text, close < 0 ? at : at + 1, close < 0 ? at + 1 : close);
        at = (close < 0 ? at : close) + 1;
      } else if (c == '\\' && at + 1 < text.length()) {
        plain.append(text.charAt(at + 1));
        at += 2;
      } else {
        plain.append(c);
        at++;
      }
    } while (at < text.length() && !wordEnds());
    return new Word(plain.toString(), new TextRange(start, at));
  }

  private boolean wordEnds() {
    char c = text.charAt(at);
    return Character.isWhitespace(c)
        || ";|&()".indexOf(c) >= 0
        || continues()
        || ((c == '<' || c == '>') && opaqueEnd() <= at);
  }

  /** Behind a backslash that ends a line. */
  private boolean continues() {
    return text.startsWith("\\\n", at) || text.startsWith("\\\r\n", at);
  }

  /** The end of what is a word's part as it stands, whatever is in it; no more than {@link #at} where nothing is. */
  private int opaqueEnd() {
    if (text.startsWith("{{", at)) {
      return text.startsWith("{{{{", at) ? at + 4 : JustQuotes.interpolationEnd(text, at);
    }
    if (text.startsWith("$(", at) || text.startsWith("${", at) || text.startsWith("<(", at) || text.startsWith(">(", at)) {
      return bracketEnd(at + 1);
    }
    if (text.charAt(at) == '`') {
      return text.indexOf('`', at + 1) + 1;
    }
    Matcher placeholder = matcher(PLACEHOLDER);
    return placeholder.lookingAt() ? placeholder.end() : at;
  }

  /** The offset of the quote that ends the one at {@code open}; -1 where it never ends. */
  private int quoteEnd(int open) {
    char quote = text.charAt(open);
    for (int i = open + 1; i < text.length(); i++) {
      if (text.startsWith("{{", i)) {
        i = Math.max(i, JustQuotes.interpolationEnd(text, i) - 1);
      } else if (text.charAt(i) == '\\' && quote == '"') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i;
      }
    }
    return -1;
  }

  private int bracketEnd(int open) {
    char opening = text.charAt(open);
    char closing = opening == '(' ? ')' : '}';
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = Math.max(i, quoteEnd(i));
      } else if (c == opening) {
        depth++;
      } else if (c == closing && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private int lineEnd(int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline + 1;
  }

  private Matcher matcher(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length());
  }
}
