package io.github.fleetmigrate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fleetmigrate.catalog.Catalog;
import io.github.fleetmigrate.catalog.CatalogException;
import io.github.fleetmigrate.catalog.CatalogProblem;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.migration.Question;
import io.github.fleetmigrate.migration.Step;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The catalogue as JSON. */
final class StepsJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StepsJson() {}

  static String list(Catalog catalog) throws IOException {
    ObjectNode out = MAPPER.createObjectNode().put("schema", 1);
    ArrayNode migrations = out.putArray("migrations");
    for (String id : catalog.ids()) {
      ObjectNode node = migrations.addObject().put("id", id);
      try {
        node.put("title", catalog.load(id).migration().title()).putArray("problems");
      } catch (CatalogException e) {
        node.putNull("title").set("problems", problems(e.problems()));
      }
    }
    return out.toPrettyString();
  }

  static String show(Migration migration) {
    ObjectNode out = MAPPER.createObjectNode().put("schema", 1);
    out.put("id", migration.id()).put("title", migration.title()).put("summary", migration.summary());
    ArrayNode phases = out.putArray("phases");
    for (Phase phase : migration.phases()) {
      show(phase, phases.addObject().put("number", phase.number()));
    }
    if (migration.closing() == null) {
      out.putNull("closing");
    } else {
      show(migration.closing(), out.putObject("closing"));
    }
    ArrayNode questions = out.putArray("questions");
    for (Question question : migration.questions()) {
      ObjectNode node = questions.addObject().put("key", question.key()).put("text", question.text());
      node.put("kind", question.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      node.put("phase", question.phase());
      ArrayNode options = node.putArray("options");
      question.options().stream().map(Question.Option::value).forEach(options::add);
    }
    return out.toPrettyString();
  }

  private static void show(Phase phase, ObjectNode node) {
    node.put("id", phase.id()).put("title", phase.title()).put("summary", phase.summary());
    ArrayNode steps = node.putArray("steps");
    for (Step step : phase.steps()) {
      steps.addObject().put("id", step.id()).put("title", step.title());
    }
  }

  static String validated(List<CatalogProblem> problems) {
    ObjectNode out = MAPPER.createObjectNode().put("schema", 1).put("valid", problems.isEmpty());
    out.set("problems", problems(problems));
    return out.toPrettyString();
  }

  private static ArrayNode problems(List<CatalogProblem> problems) {
    ArrayNode out = MAPPER.createArrayNode();
    problems.forEach(p -> out.addObject().put("where", p.where()).put("message", p.message()));
    return out;
  }
}
