package io.github.fleetmigrate.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import io.github.fleetmigrate.edit.command.CommandRuleSet;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.migration.Question;
import io.github.fleetmigrate.migration.Step;
import io.github.fleetmigrate.port.StepsFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The migrations of a folder. A migration is a folder with {@code migration.json} and one folder per phase with {@code
 * phase.json} and what its steps name; the JSON Schemas in {@code schema/} say what may stand in them, and the program's own
 * where the folder has none.
 */
public final class Catalog {
  private static final String SCHEMAS = "schema";

  private final StepsFolder folder;
  private final ObjectMapper json =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true);
  private final ActionReader actions = new ActionReader(json);

  public Catalog(StepsFolder folder) {
    this.folder = folder;
  }

  /** The ids of all migrations, sorted. */
  public List<String> ids() throws IOException {
    List<String> ids = new ArrayList<>();
    for (String name : folder.folders("")) {
      if (folder.read(name + "/migration.json").isPresent()) {
        ids.add(name);
      }
    }
    return ids;
  }

  /**
   * Loads one migration.
   *
   * @throws CatalogException where there is none of that id, or anything in it is wrong: with every problem there is
   */
  public LoadedMigration load(String id) throws CatalogException, IOException {
    if (!ids().contains(id)) {
      throw new CatalogException(
          "there is no migration '" + id + "' in " + folder.location() + (ids().isEmpty() ? " (it holds none)" : " (there are: " + String.join(", ", ids()) + ")"),
          List.of());
    }
    List<CatalogProblem> problems = new ArrayList<>();
    LoadedMigration loaded = new Loading(id, problems).run();
    if (!problems.isEmpty()) {
      throw new CatalogException("the migration '" + id + "' in " + folder.location() + " is broken", problems);
    }
    return loaded;
  }

  /** Everything that is wrong in any migration of the folder. */
  public List<CatalogProblem> validate() throws IOException {
    List<CatalogProblem> problems = new ArrayList<>();
    List<String> ids = ids();
    if (ids.isEmpty()) {
      problems.add(new CatalogProblem(folder.location(), "holds no migration (no */migration.json)"));
    }
    for (String id : ids) {
      new Loading(id, problems).run();
    }
    return problems;
  }

  /** One migration being read; problems are collected, and null stands for what could not be read. */
  private final class Loading {
    private final String id;
    private final List<CatalogProblem> problems;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Schema> schemas = new HashMap<>();
    private final SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    Loading(String id, List<CatalogProblem> problems) {
      this.id = id;
      this.problems = problems;
    }

    LoadedMigration run() throws IOException {
      String where = id + "/migration.json";
      Optional<JsonNode> read = readJson(where, "migration.schema.json");
      if (read.isEmpty()) {
        return null;
      }
      JsonNode node = read.get();
      List<Phase> phases = new ArrayList<>();
      int number = 0;
      for (JsonNode name : node.get("phases")) {
        number++;
        Phase phase = phase(name.asText(), number);
        if (phase != null) {
          phases.add(phase);
        }
      }
      Set<String> keys = new HashSet<>();
      List<Question> questions = new ArrayList<>();
      for (JsonNode question : node.get("questions")) {
        Question read1 = convert(where, question, Question.class);
        templates(where + ": " + question.get("key").asText(), question.path("defaultValue"));
        if (read1 != null) {
          if (!keys.add(read1.key())) {
            problems.add(new CatalogProblem(where, "two questions have the key " + read1.key()));
          }
          questions.add(read1);
        }
      }
      Migration.InventoryShape inventory = convert(where, node.get("inventory"), Migration.InventoryShape.class);
      Migration.PlanWords plan =
          node.hasNonNull("plan") ? convert(where, node.get("plan"), Migration.PlanWords.class) : null;
      if (plan != null) {
        expressions(where + ": plan", plan.product());
        expressions(where + ": plan", plan.places());
        expressions(where + ": plan", plan.person());
      }
      Migration.Hive hive =
          node.hasNonNull("hive") ? convert(where, node.get("hive"), Migration.Hive.class) : null;
      Migration.Rollout rollout =
          node.hasNonNull("rollout") ? convert(where, node.get("rollout"), Migration.Rollout.class) : null;
      Phase closing = node.hasNonNull("closing") ? phase(node.get("closing").asText(), Phase.CLOSING) : null;
      if (inventory == null) {
        return null;
      }
      return new LoadedMigration(
          new Migration(
              id,
              node.get("title").asText(),
              node.get("summary").asText(),
              questions,
              inventory,
              hive,
              plan,
              phases,
              rollout,
              closing),
          files);
    }

    private Phase phase(String name, int number) throws IOException {
      String where = id + "/" + name + "/phase.json";
      Optional<JsonNode> read = readJson(where, "phase.schema.json");
      if (read.isEmpty()) {
        return null;
      }
      JsonNode node = read.get();
      if (node.path("number").asInt(Phase.CLOSING) != number) {
        problems.add(
            new CatalogProblem(
                where,
                number == Phase.CLOSING
                    ? "has a number, but ends the rollout"
                    : node.has("number")
                        ? "is phase " + node.get("number") + " but stands in place " + number
                        : "has no number"));
      }
      List<Step> steps = new ArrayList<>();
      Set<String> ids = new HashSet<>();
      for (JsonNode step : node.get("steps")) {
        if (!ids.add(step.get("id").asText())) {
          problems.add(new CatalogProblem(where, "two steps are called " + step.get("id").asText()));
        }
        Action action = action(where, name, step);
        if (action instanceof Action.TickBoxes boxes) {
          boxes.boxes().forEach(b -> box(where + ": step " + step.get("id").asText(), b, steps));
        }
        if (action != null) {
          steps.add(
              new Step(
                  step.get("id").asText(), step.get("title").asText(), conditions(step.get("when")), action));
        }
      }
      templates(where + ": announces", node.path("announces"));
      return new Phase(
          number,
          node.get("id").asText(),
          node.get("title").asText(),
          node.get("summary").asText(),
          node.get("commitSubject").asText(),
          steps,
          list(where, node.get("announces"), Phase.Announcement.class),
          list(where, node.get("shows"), Phase.Shown.class),
          list(where, node.get("brings"), Phase.Brings.class),
          list(where, node.get("drops"), String.class));
    }

    private Action action(String where, String phaseFolder, JsonNode step) throws IOException {
      Action action;
      try {
        action = actions.read(step.get("action").asText(), step.get("with"));
      } catch (IllegalArgumentException e) {
        problems.add(new CatalogProblem(where, "step " + step.get("id").asText() + ": " + firstLine(e)));
        return null;
      }
      templates(where + ": step " + step.get("id").asText(), step.get("with"));
      for (String file : ActionReader.files(action)) {
        load(where, phaseFolder, file);
      }
      return action;
    }

    /**
     * A file that a step names lies in the phase's folder or, where it serves several phases, in the migration's or in
     * that of an earlier phase, which has loaded it.
     */
    private void load(String where, String phaseFolder, String file) throws IOException {
      Optional<byte[]> bytes = folder.read(id + "/" + phaseFolder + "/" + file);
      if (files.containsKey(file)) {
        if (bytes.isPresent() && !new String(bytes.get(), StandardCharsets.UTF_8).equals(files.get(file))) {
          problems.add(new CatalogProblem(where, "names the file " + file + ", and another of that name is in use"));
        }
        return;
      }
      if (bytes.isEmpty()) {
        bytes = folder.read(id + "/" + file);
      }
      if (bytes.isEmpty()) {
        problems.add(new CatalogProblem(where, "names the file " + file + ", which does not exist"));
        return;
      }
      String text = new String(bytes.get(), StandardCharsets.UTF_8);
      files.put(file, text);
      if (file.endsWith(".mustache")) {
        template(id + ": " + file, text);
      } else if (file.endsWith(".json")) {
        readJson(id + "/" + file, "command-rules.schema.json")
            .ifPresent(rules -> convert(id + "/" + file, rules, CommandRuleSet.class));
      }
    }

    /** A box names steps that come before it, whatever their conditions. */
    private void box(String where, Action.Box box, List<Step> before) {
      expressions(where, box.text());
      expressions(where, box.under());
      for (String step : box.steps()) {
        if (before.stream().noneMatch(s -> s.id().equals(step))) {
          problems.add(new CatalogProblem(where, "names the step " + step + ", and no step before it is called that"));
        }
      }
    }

    private void expressions(String where, List<String> expressions) {
      for (String expression : expressions) {
        try {
          Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
          problems.add(new CatalogProblem(where, "is no regular expression: " + expression + ": " + e.getDescription()));
        }
      }
    }

    private void templates(String where, JsonNode node) {
      if (node.isTextual()) {
        template(where, node.asText());
      }
      node.forEach(n -> templates(where, n));
    }

    private void template(String where, String text) {
      try {
        Mustache.compiler().escapeHTML(false).compile(text);
      } catch (MustacheException e) {
        problems.add(new CatalogProblem(where, "is not a Mustache template: " + firstLine(e)));
      }
    }

    private Optional<JsonNode> readJson(String path, String schemaName) throws IOException {
      Optional<byte[]> bytes = folder.read(path);
      if (bytes.isEmpty()) {
        problems.add(new CatalogProblem(path, "does not exist"));
        return Optional.empty();
      }
      JsonNode node;
      try {
        node = json.readTree(bytes.get());
      } catch (JsonProcessingException e) {
        problems.add(
            new CatalogProblem(path + ":" + e.getLocation().getLineNr(), "is not JSON: " + e.getOriginalMessage()));
        return Optional.empty();
      }
      int before = problems.size();
      schema(schemaName)
          .validate(node)
          .forEach(e -> problems.add(new CatalogProblem(path + ": " + e.getInstanceLocation(), e.getMessage())));
      return problems.size() == before ? Optional.of(node) : Optional.empty();
    }

    /** Read once: several files have the same schema. */
    private Schema schema(String name) throws IOException {
      if (!schemas.containsKey(name)) {
        Optional<byte[]> text = folder.read(SCHEMAS + "/" + name);
        schemas.put(
            name,
            registry.getSchema(
                new String(text.isPresent() ? text.get() : ownSchema(name), StandardCharsets.UTF_8), InputFormat.JSON));
      }
      return schemas.get(name);
    }

    private static byte[] ownSchema(String name) throws IOException {
      try (InputStream stream = Catalog.class.getResourceAsStream(SCHEMAS + "/" + name)) {
        return stream.readAllBytes();
      }
    }

    private <T> List<T> list(String where, JsonNode nodes, Class<T> type) {
      List<T> out = new ArrayList<>();
      if (nodes != null) {
        for (JsonNode node : nodes) {
          T value = convert(where, node, type);
          if (value != null) {
            out.add(value);
          }
        }
      }
      return out;
    }

    private <T> T convert(String where, JsonNode node, Class<T> type) {
      try {
        return json.convertValue(node, type);
      } catch (IllegalArgumentException e) {
        problems.add(new CatalogProblem(where, firstLine(e)));
        return null;
      }
    }
  }

  private static Map<String, String> conditions(JsonNode node) {
    Map<String, String> out = new LinkedHashMap<>();
    if (node != null) {
      node.properties().forEach(e -> out.put(e.getKey(), e.getValue().asText()));
    }
    return out;
  }

  private static String firstLine(Exception e) {
    return e.getMessage().lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
