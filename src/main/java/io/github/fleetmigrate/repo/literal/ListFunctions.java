package io.github.fleetmigrate.repo.literal;

import io.github.fleetmigrate.repo.literal.Value.Flag;
import io.github.fleetmigrate.repo.literal.Value.Items;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import io.github.fleetmigrate.repo.literal.Value.Whole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Functions over lists. */
final class ListFunctions {
  private final Interpreter interpreter;

  ListFunctions(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  void addTo(Library library) {
    library.add("map", 2, (a, at) -> map(a.get(0), a.get(1), at));
    library.add("forEach", 2, (a, at) -> map(a.get(1), a.get(0), at));
    library.add("filter", 2, (a, at) -> filter(a.get(0), a.get(1), at));
    library.add("concatLists", 1, (a, at) -> concat(a.get(0).get(), at));
    library.add("flatten", 1, (a, at) -> flatten(a.get(0).get(), at));
    library.add("concatMap", 2, (a, at) -> concat(map(a.get(0), a.get(1), at), at));
    library.add("singleton", 1, (a, at) -> new Items(List.of(a.get(0)), null));
    library.add("optional", 2, (a, at) -> optional(a.get(0).get(), at, () -> new Items(List.of(a.get(1)), null)));
    library.add("optionals", 2, (a, at) -> optional(a.get(0).get(), at, () -> a.get(1).get()));
    library.add("head", 1, (a, at) -> whole(a.get(0), at, items -> element(items, 0, at)));
    library.add("last", 1, (a, at) -> whole(a.get(0), at, items -> element(items, items.size() - 1, at)));
    library.add("tail", 1, (a, at) -> whole(a.get(0), at, items -> items.isEmpty() ? none(at) : list(items.subList(1, items.size()))));
    library.add("length", 1, (a, at) -> whole(a.get(0), at, items -> new Whole(items.size())));
    library.add("elemAt", 2, (a, at) -> whole(a.get(0), at, items -> elementAt(items, a.get(1).get(), at)));
    library.add("elem", 2, (a, at) -> whole(a.get(1), at, items -> elem(a.get(0).get(), items, at)));
    library.add("unique", 1, (a, at) -> whole(a.get(0), at, items -> unique(items, at)));
    library.add("reverseList", 1, (a, at) -> whole(a.get(0), at, ListFunctions::reversed));
    library.add("foldl'", 3, (a, at) -> whole(a.get(2), at, items -> fold(a.get(0), a.get(1), items, at)));
    library.add("foldl", 3, (a, at) -> whole(a.get(2), at, items -> fold(a.get(0), a.get(1), items, at)));
    library.add("foldr", 3, (a, at) -> whole(a.get(2), at, items -> foldRight(a, items, at)));
    library.add("any", 2, (a, at) -> whole(a.get(1), at, items -> any(a.get(0), items, true, at)));
    library.add("all", 2, (a, at) -> whole(a.get(1), at, items -> any(a.get(0), items, false, at)));
    library.add("id", 1, (a, at) -> a.get(0).get());
    library.add("const", 2, (a, at) -> a.get(0).get());
    library.add("flip", 3, (a, at) -> interpreter.call(interpreter.call(a.get(0).get(), a.get(2), at), a.get(1), at));
    library.add("pipe", 2, (a, at) -> whole(a.get(1), at, items -> pipe(a.get(0), items, at)));
  }

  private Value map(Lazy function, Lazy list, Place at) {
    if (!(list.get() instanceof Items items)) {
      return list.get().unread(at);
    }
    List<Lazy> out = new ArrayList<>();
    for (Lazy item : items.items()) {
      out.add(Lazy.of(item.where(), () -> interpreter.call(function.get(), item, at)));
    }
    return new Items(out, items.rest());
  }

  private Value filter(Lazy predicate, Lazy list, Place at) {
    if (!(list.get() instanceof Items items)) {
      return list.get().unread(at);
    }
    List<Lazy> out = new ArrayList<>();
    Unread rest = items.rest();
    for (Lazy item : items.items()) {
      Value keep = interpreter.call(predicate.get(), item, at);
      if (!(keep instanceof Flag flag)) {
        rest = keep.unread(at);
      } else if (flag.set()) {
        out.add(item);
      }
    }
    return new Items(out, rest);
  }

  private static Value concat(Value lists, Place at) {
    if (!(lists instanceof Items all)) {
      return lists.unread(at);
    }
    Value out = new Items(List.of(), all.rest());
    for (Lazy list : all.items()) {
      out = Operators.concatenated(out, list.get(), at);
    }
    return out;
  }

  private static Value flatten(Value value, Place at) {
    if (!(value instanceof Items items)) {
      return value;
    }
    Value out = new Items(List.of(), items.rest());
    for (Lazy item : items.items()) {
      Value inner = item.get() instanceof Items ? flatten(item.get(), at) : new Items(List.of(item), null);
      out = Operators.concatenated(out, item.get() instanceof Unread ? item.get() : inner, at);
    }
    return out;
  }

  static Value optional(Value condition, Place at, java.util.function.Supplier<Value> yes) {
    if (!(condition instanceof Flag flag)) {
      return condition.unread(at);
    }
    return flag.set() ? yes.get() : new Items(List.of(), null);
  }

  /** What a list comes to whose elements are all known to be there. */
  static Value whole(Lazy list, Place at, Function<List<Lazy>, Value> function) {
    Value value = list.get();
    return value instanceof Items items && items.rest() == null
        ? function.apply(items.items())
        : value instanceof Items items ? items.rest() : value.unread(at);
  }

  private static Value list(List<Lazy> items) {
    return new Items(items, null);
  }

  private static Value none(Place at) {
    return Library.missing("the list has no such element", at);
  }

  private static Value element(List<Lazy> items, int index, Place at) {
    return index >= 0 && index < items.size() ? items.get(index).get() : none(at);
  }

  private static Value elementAt(List<Lazy> items, Value index, Place at) {
    return index instanceof Whole n && n.number() < Integer.MAX_VALUE
        ? element(items, (int) n.number(), at)
        : index.unread(at);
  }

  private static Value elem(Value wanted, List<Lazy> items, Place at) {
    Optional<Value> doubt = Optional.empty();
    for (Lazy item : items) {
      Value same = Operators.equal(wanted, item.get(), at);
      if (same instanceof Flag flag && flag.set()) {
        return same;
      }
      doubt = same instanceof Flag ? doubt : Optional.of(same);
    }
    return doubt.orElse(new Flag(false));
  }

  private static Value unique(List<Lazy> items, Place at) {
    List<Lazy> out = new ArrayList<>();
    for (Lazy item : items) {
      Value known = elem(item.get(), out, at);
      if (!(known instanceof Flag flag)) {
        return known.unread(at);
      }
      if (!flag.set()) {
        out.add(item);
      }
    }
    return list(out);
  }

  private static Value reversed(List<Lazy> items) {
    List<Lazy> out = new ArrayList<>(items);
    Collections.reverse(out);
    return list(out);
  }

  private Value fold(Lazy function, Lazy start, List<Lazy> items, Place at) {
    Value out = start.get();
    for (Lazy item : items) {
      Value so = out;
      out = interpreter.call(interpreter.call(function.get(), Lazy.of(at, so), at), item, at);
    }
    return out;
  }

  private Value foldRight(List<Lazy> arguments, List<Lazy> items, Place at) {
    Value out = arguments.get(1).get();
    for (int i = items.size() - 1; i >= 0; i--) {
      Value so = out;
      out = interpreter.call(interpreter.call(arguments.get(0).get(), items.get(i), at), Lazy.of(at, so), at);
    }
    return out;
  }

  private Value any(Lazy predicate, List<Lazy> items, boolean wanted, Place at) {
    for (Lazy item : items) {
      Value holds = interpreter.call(predicate.get(), item, at);
      if (!(holds instanceof Flag flag)) {
        return holds.unread(at);
      }
      if (flag.set() == wanted) {
        return new Flag(wanted);
      }
    }
    return new Flag(!wanted);
  }

  private Value pipe(Lazy start, List<Lazy> functions, Place at) {
    Lazy value = start;
    for (Lazy function : functions) {
      Lazy so = value;
      value = Lazy.of(so.where(), () -> interpreter.call(function.get(), so, at));
    }
    return value.get();
  }
}
