package io.github.fleetmigrate.repo.literal;

import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.Flag;
import io.github.fleetmigrate.repo.literal.Value.Items;
import io.github.fleetmigrate.repo.literal.Value.Text;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Functions over sets. */
final class SetFunctions {
  private final Interpreter interpreter;

  SetFunctions(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  void addTo(Library library) {
    library.add("mapAttrs", 2, (a, at) -> mapAttrs(a.get(0), a.get(1), at));
    library.add("mapAttrs'", 2, (a, at) -> whole(a.get(1), at, set -> toAttrs(pairs(a.get(0), set, at), at)));
    library.add("mapAttrsToList", 2, (a, at) -> whole(a.get(1), at, set -> new Items(pairs(a.get(0), set, at), null)));
    library.add("concatMapAttrs", 2, (a, at) -> whole(a.get(1), at, set -> merged(pairs(a.get(0), set, at), at)));
    library.add("mergeAttrsList", 1, (a, at) -> ListFunctions.whole(a.get(0), at, items -> merged(items, at)));
    library.add("filterAttrs", 2, (a, at) -> filterAttrs(a.get(0), a.get(1), at));
    library.add("genAttrs", 2, (a, at) -> ListFunctions.whole(a.get(0), at, names -> genAttrs(names, a.get(1), at)));
    library.add("listToAttrs", 1, (a, at) -> ListFunctions.whole(a.get(0), at, items -> toAttrs(items, at)));
    library.add("nameValuePair", 2, (a, at) -> new Attrs(pair(a.get(0), a.get(1)), null));
    library.add("attrNames", 1, (a, at) -> names(a.get(0), at));
    library.add("attrValues", 1, (a, at) -> whole(a.get(0), at, set -> new Items(List.copyOf(new TreeMap<>(set).values()), null)));
    library.add("hasAttr", 2, (a, at) -> hasAttr(a.get(0).get(), a.get(1).get(), at));
    library.add("getAttr", 2, (a, at) -> getAttr(a.get(0).get(), a.get(1).get(), at));
    library.add("removeAttrs", 2, (a, at) -> ListFunctions.whole(a.get(1), at, names -> remove(a.get(0).get(), names, at)));
    library.add("getAttrs", 2, (a, at) -> ListFunctions.whole(a.get(0), at, names -> keep(a.get(1).get(), names, at)));
    library.add("optionalAttrs", 2, (a, at) -> optionalAttrs(a.get(0).get(), a.get(1), at));
    library.add("recursiveUpdate", 2, (a, at) -> recursiveUpdate(a.get(0).get(), a.get(1).get(), at));
    library.add("attrByPath", 3, (a, at) -> ListFunctions.whole(a.get(0), at, names -> byPath(names, a.get(1), a.get(2), at)));
    library.add("isAttrs", 1, (a, at) -> kind(a.get(0).get(), Attrs.class, at));
    library.add("isList", 1, (a, at) -> kind(a.get(0).get(), Items.class, at));
    library.add("isString", 1, (a, at) -> kind(a.get(0).get(), Text.class, at));
    library.add("isBool", 1, (a, at) -> kind(a.get(0).get(), Flag.class, at));
    library.add("isInt", 1, (a, at) -> kind(a.get(0).get(), Value.Whole.class, at));
    library.add("isPath", 1, (a, at) -> kind(a.get(0).get(), Value.InTree.class, at));
    library.add("isFunction", 1, (a, at) -> kind(a.get(0).get(), Value.Function.class, at));
    library.add("isNull", 1, (a, at) -> kind(a.get(0).get(), Value.Nothing.class, at));
  }

  /** What a set comes to whose attributes are all known to be there. */
  private static Value whole(Lazy set, Place at, Function<Map<String, Lazy>, Value> function) {
    Value value = set.get();
    return value instanceof Attrs attrs && attrs.rest() == null
        ? function.apply(attrs.known())
        : (value instanceof Attrs attrs ? attrs.rest() : value).unread(at);
  }

  private Lazy applied(Lazy function, String name, Lazy value, Place at) {
    Place where = value.where() == null ? at : value.where();
    return Lazy.of(
        where,
        () -> interpreter.call(interpreter.call(function.get(), Lazy.of(where, new Text(name)), at), value, at));
  }

  private Value mapAttrs(Lazy function, Lazy set, Place at) {
    if (!(set.get() instanceof Attrs attrs)) {
      return set.get().unread(at);
    }
    Map<String, Lazy> out = new LinkedHashMap<>();
    attrs.known().forEach((name, value) -> out.put(name, applied(function, name, value, at)));
    return new Attrs(out, attrs.rest() == null ? null : attrs.rest().unread(at));
  }

  private List<Lazy> pairs(Lazy function, Map<String, Lazy> set, Place at) {
    List<Lazy> out = new ArrayList<>();
    new TreeMap<>(set).forEach((name, value) -> out.add(applied(function, name, value, at)));
    return out;
  }

  private Value filterAttrs(Lazy predicate, Lazy set, Place at) {
    if (!(set.get() instanceof Attrs attrs)) {
      return set.get().unread(at);
    }
    Map<String, Lazy> out = new LinkedHashMap<>();
    Value rest = attrs.rest();
    for (Map.Entry<String, Lazy> entry : attrs.known().entrySet()) {
      Value keep = applied(predicate, entry.getKey(), entry.getValue(), at).get();
      if (!(keep instanceof Flag flag)) {
        rest = keep.unread(at);
      } else if (flag.set()) {
        out.put(entry.getKey(), entry.getValue());
      }
    }
    return new Attrs(out, rest == null ? null : rest.unread(at));
  }

  private Value genAttrs(List<Lazy> names, Lazy function, Place at) {
    Map<String, Lazy> out = new LinkedHashMap<>();
    Unread rest = null;
    for (Lazy name : names) {
      if (name.get() instanceof Text text) {
        out.put(text.text(), Lazy.of(name.where(), () -> interpreter.call(function.get(), name, at)));
      } else {
        rest = name.get().unread(at);
      }
    }
    return new Attrs(out, rest);
  }

  /** Where a name comes twice the first counts; one that is not known might be any. */
  private static Value toAttrs(List<Lazy> pairs, Place at) {
    Map<String, Lazy> out = new LinkedHashMap<>();
    for (Lazy item : pairs) {
      if (!(item.get() instanceof Attrs pair) || pair.rest() != null || !pair.known().containsKey("name")) {
        return item.get().unread(at);
      }
      Value name = pair.known().get("name").get();
      if (!(name instanceof Text text) || !pair.known().containsKey("value")) {
        return name.unread(at);
      }
      Lazy value = pair.known().get("value");
      Place where = item.where() == null ? value.where() : item.where();
      out.putIfAbsent(text.text(), Lazy.of(where, value::get));
    }
    return new Attrs(out, null);
  }

  private static Value merged(List<Lazy> sets, Place at) {
    Value out = new Attrs(Map.of(), null);
    for (Lazy set : sets) {
      out = Operators.update(out, set.get(), at);
    }
    return out;
  }

  private static Map<String, Lazy> pair(Lazy name, Lazy value) {
    Map<String, Lazy> out = new LinkedHashMap<>();
    out.put("name", name);
    out.put("value", value);
    return out;
  }

  private static Value names(Lazy set, Place at) {
    if (!(set.get() instanceof Attrs attrs)) {
      return set.get().unread(at);
    }
    List<Lazy> out = new ArrayList<>();
    new TreeMap<>(attrs.known()).forEach((name, value) -> out.add(Lazy.of(value.where(), new Text(name))));
    return new Items(out, attrs.rest() == null ? null : attrs.rest().unread(at));
  }

  private static Value hasAttr(Value name, Value set, Place at) {
    if (!(name instanceof Text text) || !(set instanceof Attrs attrs)) {
      return (name instanceof Text ? set : name).unread(at);
    }
    return attrs.known().containsKey(text.text())
        ? new Flag(true)
        : attrs.rest() == null ? new Flag(false) : attrs.rest().unread(at);
  }

  private static Value getAttr(Value name, Value set, Place at) {
    return name instanceof Text text
        ? Sets.select(set, text.text(), at).orElseGet(() -> Library.missing("there is no attribute " + text.text(), at))
        : name.unread(at);
  }

  private static Value remove(Value set, List<Lazy> names, Place at) {
    if (!(set instanceof Attrs attrs)) {
      return set.unread(at);
    }
    Map<String, Lazy> out = new LinkedHashMap<>(attrs.known());
    for (Lazy name : names) {
      if (!(name.get() instanceof Text text)) {
        return name.get().unread(at);
      }
      out.remove(text.text());
    }
    // What comes from outside could be a removed name again, so it is no longer told from there.
    return new Attrs(out, attrs.rest() == null ? null : attrs.rest().unread(at));
  }

  private static Value keep(Value set, List<Lazy> names, Place at) {
    Map<String, Lazy> out = new LinkedHashMap<>();
    for (Lazy name : names) {
      if (!(name.get() instanceof Text text)) {
        return name.get().unread(at);
      }
      out.put(text.text(), Lazy.of(name.where(), () -> getAttr(text, set, at)));
    }
    return new Attrs(out, null);
  }

  private static Value optionalAttrs(Value condition, Lazy set, Place at) {
    if (!(condition instanceof Flag flag)) {
      return condition.unread(at);
    }
    return flag.set() ? set.get() : new Attrs(Map.of(), null);
  }

  private static Value recursiveUpdate(Value left, Value right, Place at) {
    if (!(left instanceof Attrs base) || !(right instanceof Attrs over) || over.rest() != null) {
      return Operators.update(left, right, at);
    }
    Map<String, Lazy> out = new LinkedHashMap<>(base.known());
    over.known()
        .forEach(
            (name, value) -> {
              Lazy before = base.known().get(name);
              out.put(name, before == null ? unless(base, value) : Lazy.of(value.where(), () -> deeper(before, value, at)));
            });
    return new Attrs(out, base.rest());
  }

  /** Where the left side may have the attribute too, a set is not known to be all of it. */
  private static Lazy unless(Attrs base, Lazy value) {
    if (base.rest() == null) {
      return value;
    }
    return Lazy.of(
        value.where(),
        () ->
            value.get() instanceof Attrs set
                ? new Attrs(set.known(), base.rest().unread(value.where()))
                : value.get());
  }

  private static Value deeper(Lazy before, Lazy over, Place at) {
    Value right = over.get();
    if (!(right instanceof Attrs)) {
      return right;
    }
    Value left = before.get();
    boolean maybeSet =
        left instanceof Unread || left instanceof Value.External || left instanceof Value.Called || left instanceof Value.Machine;
    return left instanceof Attrs
        ? recursiveUpdate(left, right, at)
        : maybeSet ? new Attrs(((Attrs) right).known(), left.unread(at)) : right;
  }

  private static Value byPath(List<Lazy> names, Lazy fallback, Lazy set, Place at) {
    Value value = set.get();
    for (Lazy name : names) {
      if (!(name.get() instanceof Text text)) {
        return name.get().unread(at);
      }
      var found = Sets.select(value, text.text(), at);
      if (found.isEmpty()) {
        return fallback.get();
      }
      value = found.get();
      if (!(value instanceof Attrs) && name != names.get(names.size() - 1)) {
        return value.unread(at);
      }
    }
    return value;
  }

  private static Value kind(Value value, Class<? extends Value> kind, Place at) {
    boolean unknown =
        value instanceof Unread || value instanceof Value.External || value instanceof Value.Called || value instanceof Value.Machine;
    return unknown ? value.unread(at) : new Flag(kind.isInstance(value));
  }
}
