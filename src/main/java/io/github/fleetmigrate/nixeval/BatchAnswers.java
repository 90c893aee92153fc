package io.github.fleetmigrate.nixeval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many questions to one nix process, and what it says of them while it works. Each answer is a line of nix's error
 * output with a mark that no configuration can know.
 */
final class BatchAnswers implements Consumer<String> {
  private final String mark = "fleet-migrate-" + UUID.randomUUID();
  private final List<String> names;
  private final Map<String, Question> questions;
  private final BatchListener listener;
  private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
  private final ObjectMapper json = new ObjectMapper();
  private volatile int current = -1;

  /** Hears how far the process is; called from the thread that reads its output. */
  interface BatchListener {
    void begins(String name);

    void line(String name, String line);

    void answered(String name);
  }

  BatchAnswers(List<String> names, Map<String, Question> questions, BatchListener listener) {
    this.names = List.copyOf(names);
    this.questions = questions;
    this.listener = listener;
  }

  /** The Nix function that is applied to the flake's outputs. */
  String function() {
    List<String> asked = new ArrayList<>();
    names.forEach(name -> asked.add(questions.get(name).ofOutputs()));
    return "(" + Scripts.BATCH + ") " + Scripts.literal(mark) + " [ " + String.join(" ", asked) + " ]";
  }

  @Override
  public void accept(String line) {
    if (!line.contains(mark)) {
      listener.line(names.get(Math.max(0, current)), line);
      return;
    }
    // A trace of an error quotes our own function, with the mark in it.
    Matcher told = Pattern.compile(".*" + mark + " (\\d+) (begins|fails|is)(?: (.*))?").matcher(line);
    if (!told.matches()) {
      return;
    }
    current = Integer.parseInt(told.group(1));
    String name = names.get(current);
    switch (told.group(2)) {
      case "begins" -> listener.begins(name);
      case "is" -> {
        try {
          answers.put(name, json.readTree(told.group(3)));
          listener.answered(name);
        } catch (JsonProcessingException cutShort) {
          // The process was ended while it wrote: the question counts as open.
        }
      }
      default -> {}
    }
  }

  /** What was answered, by name. */
  Map<String, JsonNode> answers() {
    return answers;
  }

  /** Whether the evaluation came as far as the first question: what fails before fails for all of them. */
  boolean anyBegun() {
    return current >= 0;
  }

  /** Names of the questions that the evaluation did not come to. */
  List<String> untouched() {
    return names.subList(current + 1, names.size());
  }
}
