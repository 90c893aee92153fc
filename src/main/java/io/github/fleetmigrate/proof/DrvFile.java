package io.github.fleetmigrate.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the text of a {@code .drv} file: {@code Derive([outputs],[inputs],[sources],platform,builder,[arguments],
 * [environment])}, the same in every release of nix. Source: the nix manual, "Store derivation, ATerm format".
 */
public final class DrvFile {
  private final String path;
  private final String text;
  private int at;

  private DrvFile(String path, String text) {
    this.path = path;
    this.text = text;
  }

  /** @throws IOException where it is no derivation in that format; the message names the file and the place */
  public static Derivation parse(String path, byte[] content) throws IOException {
    return new DrvFile(path, new String(content, StandardCharsets.ISO_8859_1)).derivation();
  }

  /** A text of a {@link Derivation} for a person. */
  public static String readable(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private Derivation derivation() throws IOException {
    expect("Derive(");
    List<Derivation.Output> outputs = new ArrayList<>();
    list(
        () -> {
          expect("(");
          String name = string();
          String output = nextString();
          String algorithm = nextString();
          outputs.add(new Derivation.Output(name, output, algorithm, nextString()));
          expect(")");
        });
    expect(",");
    SortedMap<String, List<String>> inputs = new TreeMap<>();
    list(
        () -> {
          expect("(");
          String input = string();
          expect(",");
          inputs.put(input, strings());
          expect(")");
        });
    expect(",");
    List<String> sources = strings();
    String platform = nextString();
    String builder = nextString();
    expect(",");
    List<String> arguments = strings();
    expect(",");
    SortedMap<String, String> environment = new TreeMap<>();
    list(
        () -> {
          expect("(");
          String name = string();
          environment.put(name, nextString());
          expect(")");
        });
    expect(")");
    return new Derivation(
        path,
        List.copyOf(outputs),
        Collections.unmodifiableSortedMap(inputs),
        sources,
        platform,
        builder,
        arguments,
        Collections.unmodifiableSortedMap(environment));
  }

  private interface Element {
    void read() throws IOException;
  }

  private void list(Element element) throws IOException {
    expect("[");
    if (text.startsWith("]", at)) {
      at++;
      return;
    }
    element.read();
    while (text.startsWith(",", at)) {
      at++;
      element.read();
    }
    expect("]");
  }

  private List<String> strings() throws IOException {
    List<String> strings = new ArrayList<>();
    list(() -> strings.add(string()));
    return List.copyOf(strings);
  }

  private String nextString() throws IOException {
    expect(",");
    return string();
  }

  private String string() throws IOException {
    expect("\"");
    int begin = at;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
      at++;
    }
    if (text.startsWith("\"", at)) {
      return text.substring(begin, at++);
    }
    StringBuilder unescaped = new StringBuilder(text.substring(begin, at));
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        char escaped = text.charAt(at++);
        c =
            switch (escaped) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              default -> escaped;
            };
      }
      unescaped.append(c);
    }
    expect("\"");
    return unescaped.toString();
  }

  private void expect(String token) throws IOException {
    if (!text.startsWith(token, at)) {
      throw new IOException(path + " is no derivation that we can read: no " + token + " at character " + at);
    }
    at += token.length();
  }
}
