package io.github.fleetmigrate.repo.statics;

import io.github.fleetmigrate.repo.literal.Lazy;
import io.github.fleetmigrate.repo.literal.Value;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Definitions of one option, as the module system brings them together. */
final class Definitions {
  private Definitions() {}

  /** The definitions that a value stands for: several for {@code mkMerge}, none for {@code mkIf false}. */
  static List<Lazy> of(Lazy value) {
    if (value.get() instanceof Value.Merge merge) {
      List<Lazy> out = new ArrayList<>();
      merge.parts().items().forEach(part -> out.addAll(of(part)));
      if (merge.parts().rest() != null) {
        out.add(Lazy.of(value.where(), merge.parts().rest()));
      }
      return out;
    }
    if (value.get() instanceof Value.Weighed weighed) {
      return List.of(Lazy.of(value.where(), () -> weighed.content().get()));
    }
    return value.get() instanceof Value.Absent ? List.of() : List.of(value);
  }

  /**
   * Sets that were defined, as one.
   *
   * @param unseen why there may be more definitions; null where these are all
   */
  static Attrs merged(List<Lazy> sets, Unread unseen) {
    Map<String, List<Lazy>> byName = new LinkedHashMap<>();
    Value rest = unseen;
    for (Lazy set : sets) {
      if (set.get() instanceof Attrs attrs) {
        attrs.known().forEach((name, value) -> byName.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
        rest = attrs.rest() != null ? attrs.rest() : rest;
      } else {
        rest = set.get().unread(set.where());
      }
    }
    Map<String, Lazy> out = new LinkedHashMap<>();
    byName.forEach((name, values) -> out.put(name, Lazy.of(values.get(0).where(), () -> one(values))));
    return new Attrs(out, rest);
  }

  private static Value one(List<Lazy> values) {
    List<Lazy> all = new ArrayList<>();
    values.forEach(v -> all.addAll(of(v)));
    if (all.size() == 1) {
      return all.get(0).get();
    }
    if (!all.isEmpty() && all.stream().allMatch(v -> v.get() instanceof Attrs)) {
      return merged(all, null);
    }
    Unread conflict = new Unread("it is defined more than once", values.get(0).where());
    return all.isEmpty() || all.stream().anyMatch(v -> !v.get().equals(all.get(0).get())) ? conflict : all.get(0).get();
  }
}
