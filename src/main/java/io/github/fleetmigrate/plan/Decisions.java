package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Question;
import io.github.fleetmigrate.repo.FleetFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The questions of a migration as they stand for one repository. */
public final class Decisions {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private final Templates templates = new Templates();

  /**
   * @param base the planning context without answers, for defaults that depend on the repository
   * @param done the number of phases that have run: questions they used are settled
   */
  public List<Decision> of(
      Migration migration, FleetFacts facts, Settlement settlement, Answers answers, Map<String, Object> base, int done) {
    List<Decision> out = new ArrayList<>();
    for (Question question : migration.questions()) {
      if (!templates.holds(question.when(), base)) {
        continue;
      }
      boolean settled = question.phase() <= done;
      switch (question.kind()) {
        case SETTLE -> settlement.conflicts().forEach(c -> out.add(conflict(question, c, answers, settled)));
        case HOST_CHOICE ->
            facts.hostNames().stream()
                .filter(h -> facts.node(h).isEmpty())
                .forEach(h -> out.add(perHost(question, h, facts, answers, settled)));
        case ACCEPT, NAMES -> answers
            .get(question.key())
            .ifPresent(v -> out.add(new Decision(question, null, question.text(), List.of(), v, true, settled)));
        case TAGS -> out.add(tags(question, settlement, answers, settled));
        case HOSTS -> out.add(order(question, settlement, answers, settled));
        case HOST -> out.add(host(question, facts, answers, settled));
        case FLAG -> out.add(flag(question, answers, base, settled));
        default -> out.add(plain(question, answers, base, settled));
      }
    }
    return out;
  }

  /** The default of a question in this repository, or empty where there is none. */
  public Optional<JsonNode> defaultOf(Question question, Map<String, Object> base) {
    JsonNode value = question.defaultValue();
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (value.isTextual()) {
      String text = templates.render(value.asText(), base);
      return text.isEmpty() ? Optional.empty() : Optional.of(TextNode.valueOf(text));
    }
    return Optional.of(value);
  }

  private Decision plain(Question question, Answers answers, Map<String, Object> base, boolean settled) {
    List<Decision.Choice> choices =
        question.options().stream()
            .map(o -> new Decision.Choice(TextNode.valueOf(o.value()), o.label(), o.why()))
            .toList();
    return withDefault(question, choices, answers, base, settled);
  }

  private Decision flag(Question question, Answers answers, Map<String, Object> base, boolean settled) {
    boolean yesFirst = defaultOf(question, base).map(JsonNode::asBoolean).orElse(false);
    Decision.Choice yes = new Decision.Choice(JSON.booleanNode(true), "yes", why(question, "true"));
    Decision.Choice no = new Decision.Choice(JSON.booleanNode(false), "no", why(question, "false"));
    return withDefault(question, yesFirst ? List.of(yes, no) : List.of(no, yes), answers, base, settled);
  }

  private Decision withDefault(
      Question question, List<Decision.Choice> choices, Answers answers, Map<String, Object> base, boolean settled) {
    Optional<JsonNode> given = answers.get(question.key());
    JsonNode value = given.or(() -> defaultOf(question, base)).orElse(null);
    List<Decision.Choice> ordered = new ArrayList<>(choices);
    defaultOf(question, base)
        .ifPresent(d -> ordered.sort((a, b) -> Boolean.compare(b.value().equals(d), a.value().equals(d))));
    return new Decision(question, null, question.text(), ordered, value, given.isPresent(), settled);
  }

  private static String why(Question question, String value) {
    return question.options().stream()
        .filter(o -> o.value().equals(value))
        .map(Question.Option::why)
        .findFirst()
        .orElse("");
  }

  private static Decision conflict(
      Question question, Settlement.Conflict conflict, Answers answers, boolean settled) {
    List<Decision.Choice> choices = new ArrayList<>();
    if (conflict.deployRs() != null) {
      choices.add(new Decision.Choice(conflict.deployRs(), text(conflict.deployRs()), Decision.DEPLOY_RS));
    }
    if (conflict.inventory() != null) {
      choices.add(new Decision.Choice(conflict.inventory(), text(conflict.inventory()), Decision.INVENTORY));
    }
    Optional<JsonNode> given = answers.entry(question.key(), conflict.item());
    JsonNode value = given.orElse(choices.isEmpty() ? null : choices.get(0).value());
    String text =
        conflict.unread()
            ? "What deploy-rs uses for " + conflict.item() + " is not known without evaluation."
            : choices.isEmpty()
            ? "deploy-rs leaves out " + conflict.item() + " and takes your own login name; Colmena would take root."
            : choices.size() == 1
                ? "Only one source gives " + conflict.item() + "."
                : "deploy-rs and the inventory differ in " + conflict.item() + ".";
    return new Decision(question, conflict.item(), text, choices, value, given.isPresent(), settled);
  }

  private static Decision perHost(
      Question question, String host, FleetFacts facts, Answers answers, boolean settled) {
    Optional<String> standard = WithoutNode.standard(facts, host);
    List<Decision.Choice> choices = new ArrayList<>();
    for (Question.Option option : question.options()) {
      Decision.Choice choice =
          new Decision.Choice(TextNode.valueOf(option.value()), option.label(), option.why());
      choices.add(standard.filter(option.value()::equals).isPresent() ? 0 : choices.size(), choice);
    }
    Optional<JsonNode> given = answers.entry(question.key(), host);
    return new Decision(
        question,
        host,
        standard.isPresent()
            ? question.text().replace("{host}", host)
            : "Whether deploy-rs deploys " + host + " is not known without evaluation. How should it be treated?",
        choices,
        given.or(() -> standard.map(TextNode::valueOf)).orElse(null),
        given.isPresent(),
        settled);
  }

  private static Decision tags(Question question, Settlement settlement, Answers answers, boolean settled) {
    com.fasterxml.jackson.databind.node.ObjectNode value = JSON.objectNode();
    for (HostSettings host : settlement.hosts()) {
      com.fasterxml.jackson.databind.node.ArrayNode tags = value.putArray(host.host());
      host.tags().forEach(tags::add);
    }
    return new Decision(
        question, null, question.text(), List.of(), value, answers.get(question.key()).isPresent(), settled);
  }

  private static Decision order(Question question, Settlement settlement, Answers answers, boolean settled) {
    Optional<JsonNode> given = answers.get(question.key());
    String controlHost = answers.get("controlHost").map(JsonNode::asText).orElse("");
    JsonNode proposed =
        JSON.arrayNode()
            .addAll(
                RolloutOrder.propose(settlement.hosts(), controlHost).stream()
                    .map(h -> (JsonNode) TextNode.valueOf(h))
                    .toList());
    return new Decision(
        question, null, question.text(), List.of(), given.orElse(proposed), given.isPresent(), settled);
  }

  private static Decision host(Question question, FleetFacts facts, Answers answers, boolean settled) {
    List<Decision.Choice> choices = new ArrayList<>();
    facts.hostNames().stream()
        .sorted((a, b) -> Boolean.compare(facts.node(a).isPresent(), facts.node(b).isPresent()))
        .map(h -> new Decision.Choice(TextNode.valueOf(h), h, facts.node(h).isEmpty() ? "has no deploy node" : "is deployed to"))
        .forEach(choices::add);
    choices.add(new Decision.Choice(NullNode.instance, "none", "no host is special"));
    Optional<JsonNode> given = answers.get(question.key());
    return new Decision(
        question, null, question.text(), choices, given.orElse(TextNode.valueOf("")), given.isPresent(), settled);
  }

  private static String text(JsonNode node) {
    return node.isContainerNode() ? node.toString() : node.asText();
  }
}
