package dev.espy.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final String FIXTURE = "dev.espy.architecture.fixture";
  private static final HouseRules HOUSE = new HouseRules("dev.espy");
  private static final HouseRules VIOLATED = new HouseRules(FIXTURE);

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(
              place -> !place.contains("/test-classes/") && !place.contains("-tests.jar"))
          .importPackages("dev.espy");
  private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(FIXTURE);

  /**
   * Without this, a module that is renamed, or left out of the class path, would keep every rule.
   */
  @ParameterizedTest
  @CsvSource({
    "domain, 25",
    "application, 15",
    "adapters.images, 20",
    "adapters.csv, 10",
    "adapters.idx, 2",
    "adapters.safetensors, 4",
    "adapters.dl4j, 15",
    "adapters.nvidia, 5",
    "adapters.onnx, 10",
    "adapters.report, 30",
    "adapters.cli, 20",
    "adapters.cli.wiring, 5"
  })
  void theRulesAreAboutTheWholeProgram(String name, int atLeast) {
    assertThat(PROGRAM.stream())
        .filteredOn(type -> (type.getPackageName() + ".").startsWith("dev.espy." + name + "."))
        .hasSizeGreaterThanOrEqualTo(atLeast);
  }

  @Test
  void theRulesAreNotAboutTests() {
    assertThat(PROGRAM.stream())
        .noneMatch(type -> type.getName().endsWith("Test") || type.getName().contains(".fake."));
  }

  static Stream<Arguments> libraries() {
    return HouseRules.LIBRARIES.entrySet().stream()
        .flatMap(
            library ->
                library.getValue().stream().map(home -> Arguments.of(library.getKey(), home)));
  }

  /** Without this, a library that is renamed or no longer used would keep its rule. */
  @ParameterizedTest
  @MethodSource("libraries")
  void everyLibraryIsUsedAtHome(String library, String home) {
    assertThat(PROGRAM.stream())
        .filteredOn(type -> (type.getPackageName() + ".").startsWith("dev.espy." + home + "."))
        .anyMatch(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(
                        dependency ->
                            dependency.getTargetClass().getPackageName().startsWith(library)));
  }

  static Stream<ArchRule> rules() {
    return HOUSE.all().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theProgramKeepsTheRules(ArchRule rule) {
    rule.check(PROGRAM);
  }

  static Stream<Arguments> violations() {
    Map<ArchRule, String> violators =
        Map.of(
            VIOLATED.everyClassIsInALayer(), "Homeless",
            VIOLATED.domainKnowsNobody(), "domain.KnowsLibraries",
            VIOLATED.applicationKnowsTheDomainOnly(), "application.KnowsAnAdapter",
            VIOLATED.adaptersDoNotKnowEachOther(), "adapters.csv.KnowsAnotherAdapter",
            VIOLATED.packagesHaveNoCycles(), "domain.one.KnowsTwo",
            VIOLATED.nothingIsInjectedIntoFields(), "adapters.csv.IsInjected",
            VIOLATED.onlyTheCommandLinePrints(), "adapters.csv.Prints",
            VIOLATED.onlyTheCommandLineNamesItsOptions(), "adapters.csv.NamesOptions",
            VIOLATED.onlyStorageOpensFiles(), "application.OpensFiles",
            VIOLATED.theCoreReadsNoSystemProperty(), "application.OpensFiles");
    return Stream.of(
            violators.entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue())),
            HouseRules.MODULES_WITHOUT_CLASS_CYCLES.stream()
                .map(
                    module ->
                        Arguments.of(
                            VIOLATED.classesHaveNoCycles(module), module + ".KnowsItsSubclass")),
            HouseRules.LIBRARIES.keySet().stream()
                .map(
                    library ->
                        Arguments.of(VIOLATED.isUsedOnlyAtHome(library), "domain.KnowsLibraries")))
        .flatMap(violations -> violations);
  }

  @ParameterizedTest
  @MethodSource("violations")
  void everyRuleBites(ArchRule rule, String violator) {
    assertThatThrownBy(() -> rule.check(FIXTURES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(FIXTURE + "." + violator);
  }

  @Test
  void everyRuleIsShownToBite() {
    assertThat(violations()).hasSameSizeAs(HOUSE.all());
  }

  @Test
  void daggerIsConfinedToTheWiringNotToTheWholeCommandLine() {
    assertThatThrownBy(() -> VIOLATED.isUsedOnlyAtHome("dagger").check(FIXTURES))
        .hasMessageContaining(FIXTURE + ".adapters.cli.KnowsDagger");
  }

  @Test
  void optionsAndVariablesAreFoundInEveryConstant() {
    assertThatThrownBy(() -> VIOLATED.onlyTheCommandLineNamesItsOptions().check(FIXTURES))
        .hasMessageContainingAll(
            "names --label-column in", "names ESPY_JAVA_OPTS in", "names --query-gpu in");
  }

  @Test
  void onlyTheWiringMayKnowTheOtherAdapters() {
    assertThatThrownBy(() -> VIOLATED.adaptersDoNotKnowEachOther().check(FIXTURES))
        .message()
        .contains("adapters.cli.KnowsAnotherAdapter")
        .doesNotContain("adapters.cli.wiring.MayKnowAdapters");
  }
}
