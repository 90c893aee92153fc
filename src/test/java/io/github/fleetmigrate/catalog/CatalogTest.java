package io.github.fleetmigrate.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
  private static final String MIGRATION = "nixos-fleet/migration.json";
  private static final String FIRST = "nixos-fleet/1-add-input/phase.json";
  private static final String RULES = "nixos-fleet/command-rules.json";

  @Test
  void theProjectsOwnMigrationIsSound() throws Exception {
    Catalog catalog = new Catalog(new ChangedSteps());
    assertEquals(List.of(), catalog.validate());
    assertTrue(catalog.ids().contains("nixos-fleet"));
    LoadedMigration loaded = catalog.load("nixos-fleet");
    assertEquals(5, loaded.migration().phases().size());
    assertTrue(loaded.file("command-rules.json").contains("fleet push"));
    assertThrows(IllegalStateException.class, () -> loaded.file("no-such-file"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nixos-fleet/migration.json                       | "schema": 1               | "schema": 2               | /schema
          nixos-fleet/migration.json                       | "title"                   | "titel"                   | titel
          nixos-fleet/migration.json                       | "kind": "CHOICE"          | "kind": "GUESS"           | /kind
          nixos-fleet/migration.json                       | "key": "strategy"         | "key": "source"           | two questions have the key source
          nixos-fleet/migration.json                       | "tags": "tags"            | "other": "tags"           | /inventory/fields
          nixos-fleet/migration.json                       | {{^has.hostsWriters}}     | {{#has.hosts}}            | hostsEntries: is not a Mustache
          nixos-fleet/migration.json                       | "1-add-input",            | "1-add-nothing",          | 1-add-nothing/phase.json: does not exist
          nixos-fleet/migration.json                       | "1-add-input", "2-move    | "2-move-outputs", "1-add  | does not exist
          nixos-fleet/1-add-input/phase.json               | "number": 1               | "number": 3               | is phase 3 but stands in place 1
          nixos-fleet/1-add-input/phase.json               | nix.add-input             | nix.add-output            | no action is called nix.add-output
          nixos-fleet/1-add-input/phase.json               | "url":                    | "uri":                    | uri
          nixos-fleet/1-add-input/phase.json               | "commitSubject"           | "subject"                 | commitSubject
          nixos-fleet/2-move-outputs/phase.json            | colmena.nix.mustache      | colmena.mustache          | colmena.mustache, which does not exist
          nixos-fleet/2-move-outputs/colmena.nix.mustache  | inputs                    | {{#inputs}}               | is not a Mustache template
          nixos-fleet/1-add-input/phase.json               | "steps": ["lock"]         | "steps": ["locks"]        | names the step locks
          nixos-fleet/1-add-input/phase.json               | "text": ["\\\\badd(        | "text": ["\\\\badd((       | is no regular expression
          nixos-fleet/1-add-input/phase.json               | "under":                  | "below":                  | below
          nixos-fleet/migration.json                       | \\\\bmkFleet              | (mkFleet                  | is no regular expression
          nixos-fleet/command-rules.json                   | "replace": "fleet status" | "instead": "fleet status" | /tools
          nixos-fleet/4-scripts-and-documents/phase.json   | command-rules.json        | rules.json                | rules.json, which does not exist
          nixos-fleet/4-scripts-and-documents/phase.json   | "body": ["fleet iso"]     | "body": "fleet iso"       | body
          """)
  void aMistakeIsReportedWithItsPlace(String file, String what, String with, String message) throws Exception {
    Catalog catalog = new Catalog(new ChangedSteps().replace(file, what, with));
    List<String> problems = catalog.validate().stream().map(CatalogProblem::toString).toList();
    assertTrue(problems.stream().anyMatch(p -> p.contains(message)), problems.toString());
    CatalogException refused = assertThrows(CatalogException.class, () -> catalog.load("nixos-fleet"));
    assertEquals(problems, refused.problems().stream().map(CatalogProblem::toString).toList());
  }

  @Test
  void everyMistakeIsReportedAtOnce() throws Exception {
    ChangedSteps steps =
        new ChangedSteps()
            .replace(MIGRATION, "\"key\": \"strategy\"", "\"key\": \"source\"")
            .replace(FIRST, "\"number\": 1", "\"number\": 9")
            .write(RULES, "{ \"schema\": 1,\n nothing }")
            .delete("nixos-fleet/3-install-cli/phase.json");
    List<String> problems = new Catalog(steps).validate().stream().map(CatalogProblem::toString).toList();
    assertEquals(4, problems.size(), problems.toString());
    assertTrue(problems.stream().anyMatch(p -> p.startsWith(RULES + ":2: is not JSON")), problems.toString());
  }

  @Test
  void aFileThatHidesAnEarlierOneIsReported() throws Exception {
    ChangedSteps steps = new ChangedSteps();
    steps.write("nixos-fleet/4-scripts-and-documents/fleet-config.nix.mustache", "other");
    steps.replace("nixos-fleet/4-scripts-and-documents/phase.json", "FLEET-MANAGEMENT.md.mustache", "fleet-config.nix.mustache");
    assertEquals(
        List.of(
            "names the file fleet-config.nix.mustache, and another of that name is in use",
            "names the file FLEET-MANAGEMENT.md.mustache, which does not exist"),
        new Catalog(steps).validate().stream().map(CatalogProblem::message).toList());
  }

  @Test
  void aSecondMigrationIsCheckedLikeTheFirst() throws Exception {
    ChangedSteps steps = new ChangedSteps().write("other/migration.json", "[]");
    Catalog catalog = new Catalog(steps);
    assertTrue(catalog.ids().contains("other"));
    assertFalse(catalog.validate().isEmpty());
    assertEquals(5, catalog.load("nixos-fleet").migration().phases().size());
  }

  @Test
  void anUnknownMigrationNamesThoseThereAre() {
    CatalogException refused =
        assertThrows(CatalogException.class, () -> new Catalog(new ChangedSteps()).load("nothing"));
    assertTrue(refused.getMessage().contains("nixos-fleet"), refused.getMessage());
  }

  @Test
  void aFolderWithoutSchemasIsCheckedByTheProgramsOwn() throws Exception {
    ChangedSteps steps = new ChangedSteps().delete("schema/phase.schema.json");
    assertEquals(List.of(), new Catalog(steps).validate());
    steps.replace("nixos-fleet/3-install-cli/phase.json", "\"commitSubject\"", "\"commitTitle\"");
    List<CatalogProblem> problems = new Catalog(steps).validate();
    assertTrue(problems.stream().anyMatch(p -> p.toString().contains("commitTitle")), problems.toString());
  }
}
