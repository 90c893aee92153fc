package io.github.fleetmigrate.repo.statics;

import io.github.fleetmigrate.repo.literal.Lazy;
import io.github.fleetmigrate.repo.literal.Value;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import java.util.ArrayList;
import java.util.List;

/**
 * One node's settings over the levels that they are inherited from, the innermost first: profile, node, deploy. An outer
 * level counts only where every inner one is known not to have the setting.
 */
final class Levels {
  /** A setting that is not written out. */
  record Gap(String setting, Unread why) {}

  private final List<Lazy> levels;
  private final List<Gap> gaps = new ArrayList<>();

  Levels(List<Lazy> levels) {
    this.levels = List.copyOf(levels);
  }

  List<Gap> gaps() {
    return gaps;
  }

  /** Text; null where it is left out or not known. */
  String text(String setting) {
    return first(setting, Value.Text.class) instanceof Value.Text text ? text.text() : null;
  }

  /** Null where it is left out or not known. */
  Boolean flag(String setting) {
    return first(setting, Value.Flag.class) instanceof Value.Flag flag ? Boolean.valueOf(flag.set()) : null;
  }

  /** The words of all levels, the inner ones first, as deploy-rs hands them to ssh; empty where any is not known. */
  List<String> words(String setting) {
    List<String> out = new ArrayList<>();
    for (Lazy level : levels) {
      Value value = at(level, setting);
      if (value instanceof Value.Items list && list.rest() == null) {
        for (Lazy item : list.items()) {
          if (!(item.get() instanceof Value.Text text)) {
            gaps.add(new Gap(setting, item.get().unread(item.where())));
            return List.of();
          }
          out.add(text.text());
        }
      } else if (value != null && !(value instanceof Value.Nothing)) {
        Value why = value instanceof Value.Items list ? list.rest() : value;
        gaps.add(new Gap(setting, why.unread(level.where())));
        return List.of();
      }
    }
    return out;
  }

  private Value first(String setting, Class<? extends Value> kind) {
    for (Lazy level : levels) {
      Value value = at(level, setting);
      if (value == null || value instanceof Value.Nothing) {
        continue;
      }
      if (!kind.isInstance(value)) {
        gaps.add(new Gap(setting, value.unread(level.where())));
        return null;
      }
      return value;
    }
    return null;
  }

  /** What one level says; null where it says nothing. */
  private static Value at(Lazy level, String setting) {
    Value value = level.get();
    if (value instanceof Attrs set) {
      return set.find(setting).map(found -> placed(found, level)).orElse(null);
    }
    return value.unread(level.where());
  }

  private static Value placed(Lazy found, Lazy level) {
    Value value = found.get();
    boolean data = value instanceof Value.Text || value instanceof Value.Flag || value instanceof Value.Items || value instanceof Value.Nothing;
    return data ? value : value.unread(found.where() == null ? level.where() : found.where());
  }
}
