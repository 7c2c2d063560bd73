package dev.twofold;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Who may import whom:
 *
 * <pre>
 *   vocabulary &lt;- SPI &lt;- front &lt;- internal;  adapters see vocabulary and SPI only
 * </pre>
 *
 * The root and {@code internal} are the one circle allowed: the builder wires the engine.
 */
@AnalyzeClasses(packages = "dev.twofold", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.twofold";
  private static final String INTERNAL = "dev.twofold.internal..";

  private static final String[] VOCABULARY = {
    "dev.twofold.error..",
    "dev.twofold.key..",
    "dev.twofold.codec..",
    "dev.twofold.compression..",
    "dev.twofold.shape..",
    "dev.twofold.region..",
    "dev.twofold.criteria..",
    "dev.twofold.settings.."
  };
  private static final String[] SPI = {
    "dev.twofold.tier..",
    "dev.twofold.loader..",
    "dev.twofold.computation..",
    "dev.twofold.invalidation..",
    "dev.twofold.stats..",
    "dev.twofold.write..",
    "dev.twofold.resilience.."
  };
  private static final String[] FRONT = {"dev.twofold.relation..", "dev.twofold.warmup.."};
  private static final String[] ADAPTERS = {
    "dev.twofold.ehcache..",
    "dev.twofold.hibernate..",
    "dev.twofold.jackson..",
    "dev.twofold.micrometer..",
    "dev.twofold.redisson.."
  };

  @ArchTest
  static final ArchRule everyPackageHasItsPlace =
      classes()
          .should()
          .resideInAnyPackage(join(VOCABULARY, SPI, FRONT, ADAPTERS, ROOT, INTERNAL))
          .because("a new package is named in one of the layers of this test first");

  @ArchTest
  static final ArchRule vocabularySeesOnlyItself =
      noClasses()
          .that()
          .resideInAnyPackage(VOCABULARY)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(join(SPI, FRONT, ADAPTERS, ROOT, INTERNAL))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule spiSeesOnlyVocabularyAndItself =
      noClasses()
          .that()
          .resideInAnyPackage(SPI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(join(FRONT, ADAPTERS, ROOT, INTERNAL))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule frontSeesNeitherRootNorInternalNorAdapters =
      noClasses()
          .that()
          .resideInAnyPackage(FRONT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(join(ADAPTERS, ROOT, INTERNAL))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule adaptersSeeVocabularyAndSpiOnly =
      noClasses()
          .that()
          .resideInAnyPackage(ADAPTERS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(join(FRONT, ROOT, INTERNAL))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheRootNamesInternal =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT, INTERNAL)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(INTERNAL)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule engineKnowsNoAdapter =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT, INTERNAL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ADAPTERS)
          .allowEmptyShould(true);

  /** The root is in no slice, so its circle with {@code internal} does not count. */
  @ArchTest
  static final ArchRule featurePackagesHaveNoCycles =
      slices().matching("dev.twofold.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule ehcacheIsUsedByItsAdapter =
      onlyIn("dev.twofold.ehcache..", "org.ehcache..");

  @ArchTest
  static final ArchRule hibernateIsUsedByItsAdapter =
      onlyIn("dev.twofold.hibernate..", "org.hibernate..", "jakarta.persistence..");

  @ArchTest
  static final ArchRule jacksonIsUsedByItsAdapter =
      onlyIn("dev.twofold.jackson..", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule micrometerIsUsedByItsAdapter =
      onlyIn("dev.twofold.micrometer..", "io.micrometer..");

  @ArchTest
  static final ArchRule redissonIsUsedByItsAdapter =
      onlyIn("dev.twofold.redisson..", "org.redisson..", "io.netty..");

  @ArchTest
  static final ArchRule resilience4jIsUsedByCircuits =
      onlyIn("dev.twofold.resilience..", "io.github.resilience4j..");

  @ArchTest
  static final ArchRule aircompressorIsUsedByCompression =
      onlyIn("dev.twofold.compression..", "io.airlift..");

  @ArchTest
  static final ArchRule servletsAreForTheServletModule =
      noClasses().should().dependOnClassesThat().resideInAPackage("jakarta.servlet..");

  @ArchTest
  static final ArchRule loggingIsForInternalAndAdapters =
      noClasses()
          .that()
          .resideOutsideOfPackages(join(ADAPTERS, INTERNAL))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.slf4j..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule publicMethodsDoNotExposeInternal =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage(INTERNAL)
          .should(notExpose(resideInAPackage(INTERNAL)))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule timeIsJavaTime =
      noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.util.Date");

  /** A host whose clock is wrong, or is set, changes nothing. */
  @ArchTest
  static final ArchRule nobodyAsksTheClockOfTheHost =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(InstantSource.class, "system");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .callMethodWhere(
              target(name("sleep"))
                  .and(
                      target(owner(assignableTo(Thread.class)))
                          .or(target(owner(assignableTo(TimeUnit.class))))));

  @ArchTest static final ArchRule nobodyPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  private static ArchRule onlyIn(String adapter, String... library) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(adapter)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .allowEmptyShould(true);
  }

  private static ArchCondition<JavaMethod> notExpose(DescribedPredicate<JavaClass> hidden) {
    return new ArchCondition<>("not expose a class that does " + hidden.getDescription()) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
            .filter(hidden)
            .map(type -> method.getFullName() + " exposes " + type.getName())
            .forEach(message -> events.add(SimpleConditionEvent.violated(method, message)));
      }
    };
  }

  private static String[] join(Object... packages) {
    return Stream.of(packages)
        .flatMap(part -> part instanceof String[] several ? Stream.of(several) : Stream.of(part))
        .toArray(String[]::new);
  }
}
