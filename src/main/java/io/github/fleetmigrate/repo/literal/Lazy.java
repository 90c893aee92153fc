package io.github.fleetmigrate.repo.literal;

import java.util.function.Supplier;

/** A value that is worked out when it is first asked for, and then kept. */
public final class Lazy {
  private final Place where;
  private Supplier<Value> todo;
  private Value value;
  private boolean busy;

  private Lazy(Place where, Supplier<Value> todo, Value value) {
    this.where = where;
    this.todo = todo;
    this.value = value;
  }

  /**
   * @param where the place that defines it; null where that is outside the repository
   */
  public static Lazy of(Place where, Supplier<Value> todo) {
    return new Lazy(where, todo, null);
  }

  public static Lazy of(Place where, Value value) {
    return new Lazy(where, null, value);
  }

  /** Where it is defined; null where that is outside the repository. */
  public Place where() {
    return where;
  }

  /** The value; one that needs itself is unread, as it has none for nix either. */
  public Value get() {
    if (value != null) {
      return value;
    }
    if (busy) {
      return new Value.Unread("it depends on itself", where);
    }
    busy = true;
    try {
      value = todo.get();
      todo = null;
      return value;
    } finally {
      busy = false;
    }
  }
}
