package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** JSON values and names as Nix text on one line. */
public final class NixText {
  private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_'-]*");
  private static final Set<String> KEYWORDS =
      Set.of("if", "then", "else", "assert", "with", "let", "in", "rec", "inherit", "or");

  private NixText() {}

  /** A string literal; interpolation, quotes and line ends escaped. */
  public static String string(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("${", "\\${")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + '"';
  }

  /** An attribute's name, quoted where it has to be. */
  public static String name(String name) {
    return IDENTIFIER.matcher(name).matches() && !KEYWORDS.contains(name) ? name : string(name);
  }

  /** A dotted path of plain names, each quoted where it has to be. */
  public static String path(List<String> names) {
    return String.join(".", names.stream().map(NixText::name).toList());
  }

  public static String value(JsonNode node) {
    if (node == null || node.isNull()) {
      return "null";
    }
    if (node.isTextual()) {
      return string(node.asText());
    }
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(n -> items.add(n.isNumber() && n.asDouble() < 0 ? "(" + value(n) + ")" : value(n)));
      return items.isEmpty() ? "[ ]" : "[ " + String.join(" ", items) + " ]";
    }
    if (node.isObject()) {
      List<String> items = new ArrayList<>();
      node.properties().forEach(e -> items.add(name(e.getKey()) + " = " + value(e.getValue()) + ";"));
      return items.isEmpty() ? "{ }" : "{ " + String.join(" ", items) + " }";
    }
    return node.asText();
  }
}
