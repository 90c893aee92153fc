package io.github.fleetmigrate.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Something only a person can answer; its key is the key of the answers file.
 *
 * @param title a few words
 * @param text the question itself, one or two sentences
 * @param kind what an answer looks like
 * @param options for {@link Kind#CHOICE}: what can be chosen, the recommended one first
 * @param defaultValue taken where no answer is given; null where the default depends on the repository or there is none
 * @param phase the phase that uses it first: until that phase has run the answer can be changed. The
 *     number after the last phase is for what stays open until the rollout
 * @param when a condition as on steps, over what is known before any answer; where it does not hold nobody is asked
 */
public record Question(
    String key,
    String title,
    String text,
    Kind kind,
    List<Option> options,
    JsonNode defaultValue,
    int phase,
    Map<String, String> when) {
  public Question {
    options = options == null ? List.of() : List.copyOf(options);
    when = when == null ? Map.of() : Map.copyOf(when);
  }

  /** A question for every repository. */
  public Question(
      String key, String title, String text, Kind kind, List<Option> options, JsonNode defaultValue, int phase) {
    this(key, title, text, kind, options, defaultValue, phase, Map.of());
  }

  /** What can be chosen, and why one would. */
  public record Option(String value, String label, String why) {}

  /** The form of an answer. */
  public enum Kind {
    CHOICE,
    FLAG,
    TEXT,
    /** The name of a host. */
    HOST,
    /** Names of hosts, in order. */
    HOSTS,
    /** Host to list of tags. */
    TAGS,
    /** {@code host.field} to value, one entry per conflict between sources. */
    SETTLE,
    /** Host to one of the options. */
    HOST_CHOICE,
    /** Phase number to list of hosts. */
    ACCEPT,
    /** A list of names. */
    NAMES
  }
}
