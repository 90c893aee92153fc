package io.github.fleetmigrate.nixeval;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Names that lead from a flake's outputs to a value; the empty path is all outputs. */
public record AttrPath(List<String> names) {
  public static final AttrPath ALL_OUTPUTS = new AttrPath(List.of());

  public AttrPath {
    names = List.copyOf(names);
    for (String name : names) {
      if (name.isEmpty() || name.indexOf('"') >= 0) {
        throw new IllegalArgumentException("nix cannot be asked for an attribute named '" + name + "'");
      }
    }
  }

  public static AttrPath of(String... names) {
    return new AttrPath(List.of(names));
  }

  /** The path that a template means, such as {@code nixosConfigurations.{host}.config}; names in it have no dots. */
  public static AttrPath ofTemplate(String template, String host) {
    return new AttrPath(Arrays.stream(template.split("\\.")).map(name -> name.equals("{host}") ? host : name).toList());
  }

  public AttrPath plus(String... more) {
    List<String> all = new ArrayList<>(names);
    all.addAll(List.of(more));
    return new AttrPath(all);
  }

  /** As the fragment of a flake reference: names that are not plain are quoted, and escaped as a URL needs it. */
  String fragment() {
    List<String> parts = new ArrayList<>();
    for (String name : names) {
      parts.add(name.matches("[A-Za-z_][A-Za-z0-9_-]*") ? name : '"' + escaped(name) + '"');
    }
    return String.join(".", parts);
  }

  static String escaped(String text) {
    StringBuilder url = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~/".indexOf(c) >= 0;
      if (plain) {
        url.append(c);
      } else {
        url.append(String.format("%%%02X", (int) c));
      }
    }
    return url.toString();
  }

  @Override
  public String toString() {
    return names.isEmpty() ? "all outputs" : String.join(".", names);
  }
}
