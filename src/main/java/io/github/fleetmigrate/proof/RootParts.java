package io.github.fleetmigrate.proof;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a system's toplevel says itself: its label, its kernel and that one's parameters, its activation script. */
final class RootParts {
  private static final String SYSTEM = "nixos-system-";
  private static final Pattern SNIPPET = Pattern.compile("#+ Activation script snippet (.*?):?");
  private static final Pattern MADE = Pattern.compile(".*\\$out/([a-zA-Z0-9-]+)['\"]?\\s*");
  private static final Pattern PARAMETERS = Pattern.compile("echo -n \"(.*)\" > \\$out/kernel-params");
  private static final Pattern WORD = Pattern.compile("([a-z-]+) (.*)");

  private final Entries entries;

  RootParts(Entries entries) {
    this.entries = entries;
  }

  static boolean isSystem(Derivation root) {
    return root.name().startsWith(SYSTEM);
  }

  void read(Derivation root) {
    Map<String, String> environment = root.environment();
    name(root.name(), environment);
    environment.forEach(
        (name, value) -> {
          switch (name) {
            case "name" -> {
              if (!value.equals(root.name())) {
                entries.rest(name, value);
              }
            }
            case "kernelParams" -> entries.add(Part.of(Part.Kind.KERNEL_PARAMETERS), name, lines(value));
            case "nixosLabel" -> entries.add(Part.of(Part.Kind.LABEL), name, value);
            case "activationScript", "dryActivationScript" -> script(name, value);
            case "buildCommand" -> commands(name, value);
            case "text" -> words(name, value);
            default -> entries.restVariable(name, value);
          }
        });
  }

  private void name(String name, Map<String, String> environment) {
    String label = environment.get("nixosLabel");
    if (label == null) {
      Matcher line = Pattern.compile("(?m)^nixos-version (.*)$").matcher(environment.getOrDefault("text", ""));
      label = line.find() ? line.group(1) : null;
    }
    if (label != null && name.endsWith("-" + label)) {
      String host = name.substring(SYSTEM.length(), name.length() - label.length() - 1);
      entries.add(Part.of(Part.Kind.HOST_NAME), "", host);
    } else {
      entries.rest("name", name);
    }
  }

  private void script(String variable, String script) {
    String snippet = "head";
    StringBuilder text = new StringBuilder();
    for (String line : script.split("\n", -1)) {
      Matcher next = SNIPPET.matcher(line);
      if (next.matches()) {
        entries.add(new Part(Part.Kind.ACTIVATION, snippet), variable, text.toString());
        snippet = next.group(1);
        text.setLength(0);
      }
      text.append(line).append('\n');
    }
    entries.add(new Part(Part.Kind.ACTIVATION, snippet), variable, text.toString());
  }

  private void commands(String variable, String commands) {
    Map<Part, StringBuilder> texts = new LinkedHashMap<>();
    for (String line : commands.split("\n", -1)) {
      Matcher made = MADE.matcher(line);
      Part part = made.matches() ? boot(made.group(1)) : null;
      texts.computeIfAbsent(part == null ? new Part(Part.Kind.SYSTEM, "toplevel") : part, p -> new StringBuilder())
          .append(part != null && part.kind() == Part.Kind.KERNEL_PARAMETERS ? parameters(line) : line)
          .append('\n');
    }
    texts.forEach((part, text) -> entries.add(part, variable, text.toString()));
  }

  private void words(String variable, String text) {
    StringBuilder rest = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      Matcher word = WORD.matcher(line);
      Part part = word.matches() ? boot(word.group(1)) : null;
      if (part == null) {
        rest.append(line).append('\n');
      } else {
        entries.add(part, "", word.group(2));
      }
    }
    entries.rest(variable, rest.toString());
  }

  /** What a file of the toplevel is; null where it is none of its own. */
  private static Part boot(String file) {
    return switch (file) {
      case "kernel", "initrd", "firmware", "dtbs", "kernel-modules", "append-initrd-secrets" ->
          new Part(Part.Kind.BOOT, file.replace('-', ' '));
      case "init" -> new Part(Part.Kind.BOOT, "boot script");
      case "kernel-params" -> Part.of(Part.Kind.KERNEL_PARAMETERS);
      case "nixos-version" -> Part.of(Part.Kind.LABEL);
      default -> null;
    };
  }

  private static String parameters(String command) {
    Matcher parameters = PARAMETERS.matcher(command.strip());
    return parameters.matches() ? lines(parameters.group(1)) : command;
  }

  /** Parameters in a line each, so that each is told by itself. */
  private static String lines(String parameters) {
    return parameters.replace(' ', '\n');
  }
}
