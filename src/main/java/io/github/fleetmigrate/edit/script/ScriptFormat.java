package io.github.fleetmigrate.edit.script;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a file holds pieces of shell. */
enum ScriptFormat {
  MAKE,
  YAML,
  PACKAGE,
  SHELL,
  NIX,
  JUST,
  /** Not at all, or nobody knows. */
  NONE;

  private static final Pattern SHEBANG =
      Pattern.compile("\\A#![^\\n]*(?:[/ ](?:ba|da|k|z)?sh\\b)[^\\n]*|\\A#![^\\n]*nix-shell[^\\n]*\\n(?:#[^\\n]*\\n)*?#![^\\n]*-i\\s+(?:ba|da|k|z)?sh\\b");
  private static final Pattern MAKEFILE = Pattern.compile("(?:gnu)?makefile(?:\\..*)?|.*\\.(?:mk|mak|make)");

  static ScriptFormat of(String path, String text) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (name.equals("justfile") || name.equals(".justfile") || name.endsWith(".just")) {
      return JUST;
    }
    if (MAKEFILE.matcher(name).matches()) {
      return MAKE;
    }
    if (name.endsWith(".yml") || name.endsWith(".yaml")) {
      return YAML;
    }
    if (name.equals("package.json")) {
      return PACKAGE;
    }
    if (name.endsWith(".nix")) {
      return NIX;
    }
    boolean shell = List.of(".sh", ".bash", ".zsh", ".ksh").stream().anyMatch(name::endsWith) || name.equals(".envrc");
    return shell || SHEBANG.matcher(text).lookingAt() ? SHELL : NONE;
  }
}
