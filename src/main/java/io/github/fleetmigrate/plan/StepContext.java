package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.text.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an action sees while a step is planned.
 *
 * @param files the repository after everything planned so far
 * @param values the names that templates see
 * @param resources text of a file that a step names
 * @param before what the phase's earlier steps answer, by their ids; those that the answers leave out are missing
 */
record StepContext(
    RepoSnapshot files,
    PlanContext context,
    Map<String, Object> values,
    Function<String, String> resources,
    Templates templates,
    Map<String, StepOutcome> before) {

  FleetFacts facts() {
    return context.facts();
  }

  /** A file's text, or empty where there is no such file. */
  Optional<String> text(String path) {
    return files.read(path).map(v -> SourceText.read(v.content()).text());
  }

  /** The file's next version with other text: encoding and mode stay. */
  FileVersion version(String path, String text) {
    return files
        .read(path)
        .map(v -> new FileVersion(SourceText.read(v.content()).with(text).bytes(), v.executable()))
        .orElseGet(() -> new FileVersion(text.getBytes(StandardCharsets.UTF_8), false));
  }

  /** A text of the migration with its Mustache names filled in. */
  String render(String template) {
    return templates.render(template, values);
  }

  /** The same with further names. */
  String render(String template, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.putAll(more);
    return templates.render(template, all);
  }
}
