package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.migration.Question;
import java.util.List;

/**
 * A question as it stands for this repository: with its choices, what is chosen now, and why.
 *
 * @param question the question it comes from; its key is the answers' key
 * @param item for questions with several entries the entry, such as {@code cortex.targetHost} or a host's name; else
 *     null
 * @param text the question for this item, one or two sentences
 * @param choices what can be chosen, the recommended one first; empty for free text
 * @param value what counts now: the given answer or the default; null where there is neither
 * @param given whether a person answered it
 * @param settled whether the phase that uses it has run: it cannot be changed any more
 */
public record Decision(
    Question question,
    String item,
    String text,
    List<Choice> choices,
    JsonNode value,
    boolean given,
    boolean settled) {
  public Decision {
    choices = List.copyOf(choices);
  }

  /** Why a setting's value can be chosen: it is deploy-rs' own. */
  public static final String DEPLOY_RS = "deploy-rs uses it today";

  /** Why a setting's value can be chosen: it stands in the inventory. */
  public static final String INVENTORY = "the inventory says so";

  /**
   * One choice.
   *
   * @param value what would stand in the answers
   * @param label what a person reads
   * @param why why one would choose it, or where the value comes from ("deploy-rs says")
   */
  public record Choice(JsonNode value, String label, String why) {}

  /** Whether the migration cannot go past the question's phase without an answer. */
  public boolean open() {
    return value == null || value.isNull();
  }
}
