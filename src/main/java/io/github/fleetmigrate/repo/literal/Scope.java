package io.github.fleetmigrate.repo.literal;

import java.util.Map;
import java.util.Optional;

/** The names that an expression sees. A scope is either of names or of one {@code with}. */
final class Scope {
  private final Map<String, Lazy> names;
  private final Lazy with;
  private final Scope outer;

  private Scope(Map<String, Lazy> names, Lazy with, Scope outer) {
    this.names = names;
    this.with = with;
    this.outer = outer;
  }

  /** Names may still be added to the map until one of them is looked up. */
  static Scope of(Map<String, Lazy> names, Scope outer) {
    return new Scope(names, null, outer);
  }

  static Scope with(Lazy set, Scope outer) {
    return new Scope(Map.of(), set, outer);
  }

  /** Like nix: bound names first, however far out, then the nearest {@code with}. */
  Optional<Lazy> find(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Lazy found = scope.names.get(name);
      if (found != null) {
        return Optional.of(found);
      }
    }
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.with == null) {
        continue;
      }
      Value set = scope.with.get();
      if (set instanceof Value.Attrs attrs) {
        Optional<Lazy> found = attrs.find(name);
        if (found.isPresent()) {
          return found;
        }
      } else if (set instanceof Value.External outside) {
        return Optional.of(Lazy.of(null, outside.below(name)));
      } else {
        return Optional.of(Lazy.of(null, set.unread(scope.with.where())));
      }
    }
    return Optional.empty();
  }
}
