package dev.twofold.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Only what core publishes is used here. */
@AnalyzeClasses(packages = "dev.twofold.demo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule internalIsNotSeen =
      noClasses().should().dependOnClassesThat().resideInAPackage("dev.twofold.internal..");

  @ArchTest
  static final ArchRule featuresAreFreeOfCycles =
      slices().matching("dev.twofold.demo.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theTwoWaysOfLoadingKnowNothingOfEachOther =
      noClasses()
          .that()
          .resideInAPackage("dev.twofold.demo.twofold..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.twofold.demo.naive..", "dev.twofold.demo.entity..", "org.hibernate..");

  @ArchTest
  static final ArchRule naiveIsPlainHibernate =
      noClasses()
          .that()
          .resideInAPackage("dev.twofold.demo.naive..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.twofold", "dev.twofold.loader..", "dev.twofold.demo.loader..");

  @ArchTest
  static final ArchRule editsInvalidateNothingThemselves =
      noClasses()
          .that()
          .resideInAPackage("dev.twofold.demo.edit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.twofold", "dev.twofold.servlet..", "dev.twofold.redisson..");

  @ArchTest
  static final ArchRule dropInIsWithoutHibernate =
      noClasses()
          .that()
          .resideInAPackage("dev.twofold.demo.dropin..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.hibernate..");
}
