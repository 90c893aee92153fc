package io.github.fleetmigrate.repo.literal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.Flag;
import io.github.fleetmigrate.repo.literal.Value.InTree;
import io.github.fleetmigrate.repo.literal.Value.Items;
import io.github.fleetmigrate.repo.literal.Value.Nothing;
import io.github.fleetmigrate.repo.literal.Value.Text;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import io.github.fleetmigrate.repo.literal.Value.Whole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Functions over text and files. */
final class TextFunctions {
  private final Interpreter interpreter;
  private final Tree tree;

  TextFunctions(Interpreter interpreter, Tree tree) {
    this.interpreter = interpreter;
    this.tree = tree;
  }

  void addTo(Library library) {
    library.add("import", 1, (a, at) -> imported(a.get(0).get(), at));
    library.add("readFile", 1, (a, at) -> file(a.get(0).get(), at));
    library.add("fromJSON", 1, (a, at) -> a.get(0).get() instanceof Text text ? json(text.text(), at) : a.get(0).get().unread(at));
    library.add("importJSON", 1, (a, at) -> file(a.get(0).get(), at) instanceof Text text ? json(text.text(), at) : file(a.get(0).get(), at));
    library.add("readDir", 1, (a, at) -> folder(a.get(0).get(), at));
    library.add("pathExists", 1, (a, at) -> a.get(0).get() instanceof InTree p ? new Flag(interpreter.exists(p.path())) : a.get(0).get().unread(at));
    library.add("toString", 1, (a, at) -> string(a.get(0).get(), at));
    library.add("concatStringsSep", 2, (a, at) -> ListFunctions.whole(a.get(1), at, items -> joined(a.get(0).get(), items, at)));
    library.add("concatStrings", 1, (a, at) -> ListFunctions.whole(a.get(0), at, items -> joined(new Text(""), items, at)));
    library.add("optionalString", 2, (a, at) -> chosen(a.get(0).get(), a.get(1), at));
    library.add("hasSuffix", 2, (a, at) -> texts(a, at, (suffix, text) -> new Flag(text.endsWith(suffix))));
    library.add("hasPrefix", 2, (a, at) -> texts(a, at, (prefix, text) -> new Flag(text.startsWith(prefix))));
    library.add("removeSuffix", 2, (a, at) -> texts(a, at, TextFunctions::withoutSuffix));
    library.add("removePrefix", 2, (a, at) -> texts(a, at, (prefix, text) -> new Text(text.startsWith(prefix) ? text.substring(prefix.length()) : text)));
    library.add("splitString", 2, (a, at) -> texts(a, at, TextFunctions::split));
    library.add("baseNameOf", 1, (a, at) -> baseName(a.get(0).get(), at));
  }

  private Value imported(Value what, Place at) {
    if (what instanceof InTree path) {
      return interpreter.file(path.path());
    }
    return what instanceof Value.External outside ? outside.below(Library.IMPORTED) : what.unread(at);
  }

  private Value file(Value path, Place at) {
    if (!(path instanceof InTree file)) {
      return path.unread(at);
    }
    return tree.text(file.path()).<Value>map(Text::new).orElse(new Unread(file.path() + " is not in the repository", at));
  }

  private Value folder(Value path, Place at) {
    if (!(path instanceof InTree folder)) {
      return path.unread(at);
    }
    Map<String, Lazy> out = new LinkedHashMap<>();
    tree.list(folder.path())
        .forEach((name, isFolder) -> out.put(name, Lazy.of(at, new Text(Boolean.TRUE.equals(isFolder) ? "directory" : "regular"))));
    return new Attrs(out, null);
  }

  private static Value json(String text, Place at) {
    try {
      return of(new ObjectMapper().readTree(text), at);
    } catch (JsonProcessingException e) {
      return new Unread("it is no JSON", at);
    }
  }

  private static Value of(JsonNode node, Place at) {
    if (node.isObject()) {
      Map<String, Lazy> out = new LinkedHashMap<>();
      node.properties().forEach(e -> out.put(e.getKey(), Lazy.of(at, of(e.getValue(), at))));
      return new Attrs(out, null);
    }
    if (node.isArray()) {
      List<Lazy> out = new ArrayList<>();
      node.forEach(e -> out.add(Lazy.of(at, of(e, at))));
      return new Items(out, null);
    }
    if (node.isTextual()) {
      return new Text(node.asText());
    }
    if (node.isBoolean()) {
      return new Flag(node.asBoolean());
    }
    return node.isNull() ? new Nothing() : node.isIntegralNumber() ? new Whole(node.asLong()) : new Unread("it is no whole number", at);
  }

  private static Value string(Value value, Place at) {
    if (value instanceof Text || value instanceof InTree) {
      return value;
    }
    if (value instanceof Whole n) {
      return new Text(Long.toString(n.number()));
    }
    if (value instanceof Flag flag) {
      return new Text(flag.set() ? "1" : "");
    }
    return value instanceof Nothing ? new Text("") : value.unread(at);
  }

  private static Value joined(Value separator, List<Lazy> items, Place at) {
    Value out = new Text("");
    for (int i = 0; i < items.size(); i++) {
      out = i == 0 ? out : Texts.joined(out, separator, at);
      out = Texts.joined(out, items.get(i).get(), at);
      if (out instanceof Unread) {
        return out;
      }
    }
    return out;
  }

  private static Value chosen(Value condition, Lazy text, Place at) {
    if (!(condition instanceof Flag flag)) {
      return condition.unread(at);
    }
    return flag.set() ? text.get() : new Text("");
  }

  private static Value texts(List<Lazy> arguments, Place at, BiFunction<String, String, Value> function) {
    Value first = arguments.get(0).get();
    Value second = arguments.get(1).get();
    return first instanceof Text a && second instanceof Text b
        ? function.apply(a.text(), b.text())
        : (first instanceof Text ? second : first).unread(at);
  }

  private static Value withoutSuffix(String suffix, String text) {
    return new Text(text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
  }

  private static Value split(String separator, String text) {
    List<Lazy> out = new ArrayList<>();
    if (separator.isEmpty()) {
      return new Unread("it is split at nothing", null);
    }
    for (String part : text.split(Pattern.quote(separator), -1)) {
      out.add(Lazy.of(null, new Text(part)));
    }
    return new Items(out, null);
  }

  private static Value baseName(Value path, Place at) {
    String text = path instanceof InTree p ? p.path() : path instanceof Text t ? t.text() : null;
    return text == null ? path.unread(at) : new Text(text.substring(text.lastIndexOf('/') + 1));
  }
}
