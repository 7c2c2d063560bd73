package dev.twofold.servlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Only what core publishes is used here. */
@AnalyzeClasses(
    packages = "dev.twofold.servlet",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule internalIsNotSeen =
      noClasses().should().dependOnClassesThat().resideInAPackage("dev.twofold.internal..");
}
