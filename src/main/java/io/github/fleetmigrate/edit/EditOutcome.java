package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.text.EditSet;
import io.github.fleetmigrate.text.TextRange;
import java.util.Objects;
import java.util.function.Function;

/** What an edit answers: it would change the text, it finds its work done, or it refuses and says why. */
public sealed interface EditOutcome {

  /**
   * The text would change.
   *
   * @param edits the replacements, all over the original text
   */
  record Changed(EditSet edits) implements EditOutcome {
    public Changed {
      Objects.requireNonNull(edits);
      if (edits.isEmpty()) {
        throw new IllegalArgumentException("no edits is AlreadyApplied");
      }
    }
  }

  /** Nothing to do: the text has already what the edit would bring. */
  record AlreadyApplied() implements EditOutcome {}

  /**
   * The edit cannot be made safely here.
   *
   * @param reason one sentence: what is in the way, and what a person can do
   * @param where the place in the text; null where it is the whole file
   */
  record Refused(String reason, TextRange where) implements EditOutcome {
    public Refused {
      Objects.requireNonNull(reason);
    }
  }

  /** Exhaustive choice over the three outcomes. */
  default <T> T match(
      Function<Changed, T> changed, Function<AlreadyApplied, T> already, Function<Refused, T> refused) {
    if (this instanceof Changed c) {
      return changed.apply(c);
    }
    if (this instanceof AlreadyApplied a) {
      return already.apply(a);
    }
    return refused.apply((Refused) this);
  }
}
