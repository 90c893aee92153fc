package io.github.fleetmigrate.edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One case of a fixture file: an operation with its arguments, the text before, and the text after, {@code already} or
 * the beginning of the reason for a refusal.
 */
record EditCase(String name, Map<String, String> arguments, String before, String verdict, String after) {

  static List<EditCase> all(Path folder) {
    List<EditCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        for (String part : Files.readString(file).split("(?m)^=== ")) {
          if (!part.isBlank()) {
            cases.add(parse(file.getFileName().toString().replace(".txt", ""), part));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  private static EditCase parse(String operation, String text) {
    int before = text.indexOf("--- before\n");
    int verdict = text.indexOf("\n--- ", before + 1) + 1;
    int verdictEnd = text.indexOf('\n', verdict);
    String[] head = text.substring(0, before).split("\n");
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("operation", operation);
    for (int i = 1; i < head.length; i++) {
      int colon = head[i].indexOf(": ");
      arguments.put(head[i].substring(0, colon), head[i].substring(colon + 2).replace("\\n", "\n"));
    }
    return new EditCase(
        operation + ": " + head[0],
        arguments,
        text.substring(before + "--- before\n".length(), verdict),
        text.substring(verdict + 4, verdictEnd),
        text.substring(verdictEnd + 1));
  }

  private String argument(String key) {
    return arguments.get(key);
  }

  private List<String> path(String key) {
    String path = argument(key);
    return path == null || path.isEmpty() ? List.of() : List.of(path.split("/"));
  }

  /** Whether the result need not be found again by the same operation. */
  boolean once() {
    return arguments.containsKey("once");
  }

  EditOutcome run(String text) {
    return switch (argument("operation")) {
      case "add-input" -> NixEdits.addInput(text, argument("name"), argument("url"), argument("beside"));
      case "bind-output-argument" -> NixEdits.bindOutputArgument(text, argument("name"));
      case "name-inputs" -> NixEdits.nameInputs(text, argument("name"));
      case "bind-module-argument" -> NixEdits.bindModuleArgument(text, argument("name"));
      case "accept-argument" -> NixEdits.acceptArgument(text, argument("name"));
      case "bind-per-system-argument" -> NixEdits.bindPerSystemArgument(text, argument("name"));
      case "add-to-list" -> NixEdits.addToList(text, target(), argument("element"));
      case "add-import" -> NixEdits.addImport(text, argument("path"), argument("beside"));
      case "replace-import" -> NixEdits.replaceImport(text, argument("old"), argument("new"));
      case "remove-import" -> NixEdits.removeImport(text, argument("path"));
      case "wrap-outputs" ->
          NixEdits.wrapOutputs(
              text, argument("name"), arguments.getOrDefault("bindings", ""), argument("result"));
      case "add-module" ->
          NixEdits.addModule(text, new ModuleTarget("nixosSystem", path("hosts")), argument("element"));
      case "set-attr" -> NixEdits.setAttr(text, path("path"), argument("value"));
      case "add-attr" ->
          NixEdits.addAttr(text, path("parent"), argument("name"), argument("value"), argument("beside"));
      case "remove-input" -> NixEdits.removeInput(text, argument("name"));
      case "drop-argument" -> NixEdits.dropArgument(text, argument("name"));
      case "remove-from-lists" ->
          NixEdits.removeFromLists(
              text, argument("name"), List.of("packages", "nativeBuildInputs", "buildInputs"), List.of("overlays"));
      case "remove-output" -> NixEdits.removeOutput(text, removal()).outcome();
      default -> throw new IllegalArgumentException("no such operation: " + argument("operation"));
    };
  }

  private OutputRemoval removal() {
    OutputRemoval.Role role = OutputRemoval.Role.valueOf(arguments.getOrDefault("role", "flake").toUpperCase(Locale.ROOT));
    return new OutputRemoval("deploy", "deployChecks", role, new HashSet<>(path("empty").stream().map(f -> "./" + f).toList()));
  }

  private ListTarget target() {
    return argument("target").equals("dev-shell")
        ? ListTarget.devShell()
        : ListTarget.option(argument("target").split("\\."));
  }
}
