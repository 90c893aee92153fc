package io.github.fleetmigrate.repo.literal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an expression comes to, as far as that is known. */
public sealed interface Value {

  record Text(String text) implements Value {}

  record Whole(long number) implements Value {}

  record Flag(boolean set) implements Value {}

  /** {@code null}. */
  record Nothing() implements Value {}

  /**
   * A file or folder of the repository.
   *
   * @param path relative to the root; empty for the root itself
   */
  record InTree(String path) implements Value {}

  /**
   * A list.
   *
   * @param rest why there may be more elements, anywhere in it; null where these are all
   */
  record Items(List<Lazy> items, Unread rest) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * A set.
   *
   * @param known attributes in the order of the file
   * @param rest null where these are all; else what attributes of other names come to: unread, or from outside
   */
  record Attrs(Map<String, Lazy> known, Value rest) implements Value {
    public Attrs {
      known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
    }

    /** An attribute that is known, or that comes from outside or cannot be read; empty where there is none. */
    public Optional<Lazy> find(String name) {
      Lazy found = known.get(name);
      if (found != null) {
        return Optional.of(found);
      }
      if (rest instanceof External outside) {
        return Optional.of(Lazy.of(null, outside.below(name)));
      }
      return rest == null ? Optional.empty() : Optional.of(Lazy.of(null, rest));
    }
  }

  /** A function, of the repository's own or a known one. */
  @FunctionalInterface
  non-sealed interface Function extends Value {
    Value call(Lazy argument, Place at);
  }

  /**
   * Something from outside the repository: an input, or what an input holds.
   *
   * @param path how it is reached: {@code nixpkgs}, {@code lib}; {@code *} for a name that is not known
   */
  record External(List<String> path) implements Value {
    public External {
      path = List.copyOf(path);
    }

    static External of(String... path) {
      return new External(List.of(path));
    }

    External below(String name) {
      List<String> longer = new ArrayList<>(path);
      longer.add(name);
      return new External(longer);
    }
  }

  /**
   * What a function from outside gives.
   *
   * @param function how the function is reached
   */
  record Called(External function, List<Lazy> arguments, Place where) implements Value {
    public Called {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A machine: a call of {@code nixosSystem}.
   */
  record Machine(Value call, Place where) implements Value {}

  /** {@code lib.mkMerge}. */
  record Merge(Items parts) implements Value {}

  /** {@code lib.mkDefault}, {@code lib.mkForce}: a definition with another weight than usual. */
  record Weighed(Lazy content) implements Value {}

  /** {@code lib.mkIf false}: no definition at all. */
  record Absent() implements Value {}

  /**
   * Not known without evaluation.
   *
   * @param why for a person, to stand behind a colon
   * @param where the place that makes it so; null where there is none
   */
  record Unread(String why, Place where) implements Value {}

  /** Why this is nothing that could be used as it stands; for what comes from outside and for the wrong kind too. */
  default Unread unread(Place at) {
    if (this instanceof Unread already) {
      return already;
    }
    if (this instanceof External outside) {
      return new Unread(String.join(".", outside.path()) + " is known to nix only", at);
    }
    if (this instanceof Called call) {
      return new Unread("the result of " + String.join(".", call.function().path()) + " is known to nix only", call.where());
    }
    if (this instanceof Machine machine) {
      return new Unread("it is taken from a host's configuration", at == null ? machine.where() : at);
    }
    if (this instanceof Attrs set && set.rest() != null) {
      return set.rest().unread(at);
    }
    if (this instanceof Items list && list.rest() != null) {
      return list.rest();
    }
    return new Unread("it is not of the kind that is expected here", at);
  }
}
