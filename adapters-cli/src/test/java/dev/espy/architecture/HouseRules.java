package dev.espy.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The architecture as rules.
 *
 * @param root the package that all of the program is in
 */
record HouseRules(String root) {

  /** The packages in which each library may be used, and is. */
  static final Map<String, List<String>> LIBRARIES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("org.deeplearning4j", List.of("adapters.dl4j")),
              Map.entry("org.nd4j", List.of("adapters.dl4j")),
              Map.entry("org.bytedeco", List.of("adapters.dl4j")),
              Map.entry("ai.onnxruntime", List.of("adapters.onnx")),
              Map.entry("ai.onnx.proto", List.of("adapters.onnx")),
              Map.entry("com.google.protobuf", List.of("adapters.onnx")),
              Map.entry("com.opencsv", List.of("adapters.csv")),
              Map.entry("org.apache.commons.numbers", List.of("domain.confidence")),
              Map.entry("org.apache.commons.statistics", List.of("domain.statistics")),
              Map.entry("javax.imageio", List.of("adapters.images.imageio", "adapters.report")),
              Map.entry("gg.jte", List.of("adapters.report")),
              Map.entry("picocli", List.of("adapters.cli")),
              Map.entry("io.micrometer", List.of("adapters.cli")),
              Map.entry("dagger", List.of("adapters.cli.wiring")),
              Map.entry(
                  "tools.jackson",
                  List.of(
                      "adapters.safetensors",
                      "adapters.onnx",
                      "adapters.report",
                      "adapters.cli"))));

  /** The modules in which classes, not only packages, are free of cycles. */
  static final List<String> MODULES_WITHOUT_CLASS_CYCLES =
      List.of(
          "application",
          "adapters.cli",
          "adapters.csv",
          "adapters.dl4j",
          "adapters.idx",
          "adapters.images",
          "adapters.onnx",
          "adapters.report",
          "adapters.safetensors");

  /** Returns a package of the program with all that are in it. */
  String within(String name) {
    return root + "." + name + "..";
  }

  ArchRule everyClassIsInALayer() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .resideInAnyPackage(within("domain"), within("application"), within("adapters"));
  }

  ArchRule domainKnowsNobody() {
    return classes()
        .that()
        .resideInAPackage(within("domain"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            within("domain"),
            "java..",
            "org.jspecify..",
            "org.apache.commons.numbers..",
            "org.apache.commons.statistics..");
  }

  ArchRule applicationKnowsTheDomainOnly() {
    return classes()
        .that()
        .resideInAPackage(within("application"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(within("application"), within("domain"), "java..", "org.jspecify..");
  }

  ArchRule adaptersDoNotKnowEachOther() {
    return slices()
        .matching(root + ".adapters.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            resideInAPackage(within("adapters.cli.wiring")), resideInAPackage(within("adapters")));
  }

  ArchRule isUsedOnlyAtHome(String library) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(homes(library))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..");
  }

  private String[] homes(String library) {
    return LIBRARIES.get(library).stream().map(this::within).toArray(String[]::new);
  }

  ArchRule packagesHaveNoCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  /**
   * Returns the rule that no top-level classes of a module form a cycle, such as a superclass that
   * creates its subclasses. Nested classes count as part of their top-level class.
   *
   * @param module the module's package, below the root
   */
  ArchRule classesHaveNoCycles(String module) {
    DescribedPredicate<JavaClass> inModule = resideInAPackage(within(module));
    SliceAssignment topLevelClasses =
        new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass type) {
            return inModule.test(type)
                ? SliceIdentifier.of(type.getName().split("\\$", 2)[0])
                : SliceIdentifier.ignore();
          }

          @Override
          public String getDescription() {
            return "top-level classes of " + module;
          }
        };
    return slices().assignedFrom(topLevelClasses).should().beFreeOfCycles();
  }

  ArchRule nothingIsInjectedIntoFields() {
    return noFields()
        .should()
        .beAnnotatedWith(
            new DescribedPredicate<JavaAnnotation<?>>("@Inject") {
              @Override
              public boolean test(JavaAnnotation<?> annotation) {
                return annotation.getRawType().getSimpleName().equals("Inject");
              }
            });
  }

  ArchRule onlyTheCommandLinePrints() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(within("adapters.cli"))
        .should(ACCESS_STANDARD_STREAMS);
  }

  /**
   * Returns the rule that only the command line names its options and variables. A class elsewhere
   * gives a typed remedy instead.
   */
  ArchRule onlyTheCommandLineNamesItsOptions() {
    return classes()
        .that()
        .resideOutsideOfPackage(within("adapters.cli"))
        .should(new NameNoOptions(root + ".adapters.nvidia"));
  }

  /** Returns the rule that in the core only one package opens files. */
  ArchRule onlyStorageOpensFiles() {
    return noClasses()
        .that()
        .resideInAnyPackage(within("domain"), within("application"))
        .and()
        .resideOutsideOfPackage(within("application.storage"))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.file.Files")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File|RandomAccessFile|File\\w+Stream|File(Reader|Writer))")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.channels.FileChannel");
  }

  /** Returns the rule that the core does the same whatever the system's properties. */
  ArchRule theCoreReadsNoSystemProperty() {
    return noClasses()
        .that()
        .resideInAnyPackage(within("domain"), within("application"))
        .should()
        .callMethodWhere(
            target(nameMatching("getProperty|getProperties|getenv"))
                .and(target(owner(type(System.class))))
                .or(target(nameMatching("getBoolean")).and(target(owner(type(Boolean.class)))))
                .or(target(nameMatching("getInteger")).and(target(owner(type(Integer.class)))))
                .or(target(nameMatching("getLong")).and(target(owner(type(Long.class))))));
  }

  /** Returns all rules. */
  List<ArchRule> all() {
    return Stream.of(
            Stream.of(
                everyClassIsInALayer(),
                domainKnowsNobody(),
                applicationKnowsTheDomainOnly(),
                adaptersDoNotKnowEachOther(),
                packagesHaveNoCycles(),
                nothingIsInjectedIntoFields(),
                onlyTheCommandLinePrints(),
                onlyTheCommandLineNamesItsOptions(),
                onlyStorageOpensFiles(),
                theCoreReadsNoSystemProperty()),
            MODULES_WITHOUT_CLASS_CYCLES.stream().map(this::classesHaveNoCycles),
            LIBRARIES.keySet().stream().map(this::isUsedOnlyAtHome))
        .flatMap(rules -> rules)
        .toList();
  }
}
