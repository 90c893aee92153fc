package io.github.fleetmigrate.tui.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.plan.Decision;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Something in front of the screen that takes the keys. */
sealed interface Overlay {
  /**
   * The keys of this screen.
   *
   * @param at how far it is scrolled, in lines
   */
  record Help(int at) implements Overlay {}

  /** @param yes whether yes is the marked choice */
  record Confirm(String question, List<Effect> effects, boolean yes) implements Overlay {}

  /** One of several; the chosen value becomes the decision's answer. */
  record Choose(Decision decision, int index) implements Overlay {}

  record Input(String title, Decision decision, String text) implements Overlay {}

  /** What is searched for in a diff or a log. */
  record Search(String text) implements Overlay {}

  /** Hosts and their tags. */
  record Tags(Decision decision, List<String> hosts, List<String> tags, Map<String, List<String>> chosen, int row, int column, String adding)
      implements Overlay {}

  /** Hosts in an order. */
  record Order(Decision decision, List<String> hosts, int index, boolean held) implements Overlay {}

  /** Checkpoints to go back to; 0 is the start. */
  record Checkpoints(List<Integer> places, int index) implements Overlay {}

  /** What to do about a failure. */
  record Failure(int index) implements Overlay {}

  /** Hosts whose difference a person may accept. */
  record Accept(int phase, List<String> hosts, List<String> chosen, int index) implements Overlay {}

  /**
   * A host's name is typed before anything is done to its machine.
   *
   * @param does what is done then, as the end of a sentence: {@code to push it}
   * @param tool the command that is run
   * @param remark on what was typed last; empty for none
   */
  record Name(String host, String does, String tool, Command command, String typed, String remark) implements Overlay {
    Name typed(String text) {
      return new Name(host, does, tool, command, text, text.equals(typed) ? remark : "");
    }

    Name refused(String why) {
      return new Name(host, does, tool, command, "", why);
    }
  }

  /**
   * What the engine asks while it connects to machines.
   *
   * @param typed of a passphrase
   * @param yes whether yes is the marked choice, of a question that is answered with yes or no
   */
  record Ask(SshQuestion question, String typed, boolean yes) implements Overlay {
    /** Without what was typed. */
    @Override
    public String toString() {
      return "Ask[" + question + "]";
    }
  }

  /** A way on from a failure. */
  enum Way {
    RETRY("retry"),
    EDIT("edit: see the change and open a file"),
    ROLL_BACK("roll back: put the files of this phase back"),
    ACCEPT("accept what differs, host by host"),
    AGAIN("look at it again, and try again"),
    BACK("bring it back to what it ran before"),
    SEE("see what it said, and how it is deployed as before"),
    LEAVE("leave, and resume later");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /** Those that there are; a difference can be accepted only where a host has one. */
    static List<Way> of(WizardModel model) {
      if (model.place().screen() == Place.Screen.ROLLOUT) {
        boolean returns = RolloutKeys.returns(model);
        return Stream.of(AGAIN, BACK, SEE, LEAVE).filter(w -> w != BACK || returns).toList();
      }
      boolean differs =
          model.place().screen() == Place.Screen.PHASE && !Accepting.open(model, model.place().phase()).isEmpty();
      return Stream.of(RETRY, EDIT, ROLL_BACK, ACCEPT, LEAVE).filter(w -> w != ACCEPT || differs).toList();
    }
  }

  /** An answer as the engine takes it. */
  static Map<String, JsonNode> answer(Decision decision, JsonNode value) {
    if (decision.item() == null) {
      return Map.of(decision.question().key(), value);
    }
    com.fasterxml.jackson.databind.node.ObjectNode entry =
        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    entry.set(decision.item(), value);
    return Map.of(decision.question().key(), entry);
  }
}
