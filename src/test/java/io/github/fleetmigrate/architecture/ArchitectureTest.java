package io.github.fleetmigrate.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One direction of dependency: a package imports only packages that stand before it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String BASE = "io.github.fleetmigrate";

  /** The packages in their order; a name stands for its subpackages too. A package may import those before it. */
  private static final List<String> ORDER =
      List.of(
          "text",
          "nix.syntax",
          "nix.ast",
          "edit",
          "port",
          "health",
          "nixeval",
          "repo",
          "proof",
          "migration",
          "catalog",
          "plan",
          "journal",
          "engine",
          "demo",
          "adapter",
          "tui.model",
          "tui.view",
          "cli");

  private JavaClasses program;

  @BeforeAll
  void importClasses() {
    program =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);
    assertFalse(program.isEmpty(), "no classes of the program were found");
  }

  static Stream<String> packages() {
    return ORDER.stream().limit(ORDER.size() - 1L);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void importsNothingThatStandsAfterIt(String name) {
    String[] after =
        ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
            .map(ArchitectureTest::in)
            .toArray(String[]::new);
    check(noClasses().that().resideInAPackage(in(name)).should().dependOnClassesThat().resideInAnyPackage(after));
  }

  @Test
  void everyClassHasAPlaceInTheOrder() {
    check(
        classes()
            .that()
            .doNotHaveSimpleName("package-info")
            .should()
            .resideInAnyPackage(ORDER.stream().map(ArchitectureTest::in).toArray(String[]::new)));
  }

  @Test
  void onlyTheCommandLineImportsAdapters() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(in("adapter"), in("cli"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(in("adapter")));
  }

  @Test
  void adaptersDoNotKnowEachOther() {
    check(slices().matching(BASE + ".adapter.(*)..").should().notDependOnEachOther());
  }

  @Test
  void packagesMakeNoCircle() {
    check(slices().matching(BASE + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void planningAndWhatItStandsOnTouchNeitherDisksNorProcesses() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                in("text"), in("nix"), in("edit"), in("health"), in("repo"), in("migration"), in("catalog"), in("plan"), in("journal"))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Files.class, File.class, ProcessBuilder.class, Runtime.class));
  }

  @Test
  void screensAreValuesAndKnowNoTerminal() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(in("tui.view"), in("cli"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.googlecode.lanterna.."));
  }

  private void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(program);
  }

  private static String in(String name) {
    return BASE + "." + name + "..";
  }
}
