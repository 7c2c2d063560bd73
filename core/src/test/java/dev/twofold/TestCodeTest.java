package dev.twofold;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What holds for the tests themselves. */
@AnalyzeClasses(packages = "dev.twofold", importOptions = ImportOption.OnlyIncludeTests.class)
class TestCodeTest {
  @ArchTest
  static final ArchRule assertionsAreAssertJ =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.junit.jupiter.api.Assertions");

  @ArchTest
  static final ArchRule waitingIsAwaitilityOrLatch =
      noClasses()
          .should()
          .callMethodWhere(
              target(name("sleep"))
                  .and(
                      target(owner(assignableTo(Thread.class)))
                          .or(target(owner(assignableTo(TimeUnit.class))))));

  /** A pool that all share, and that has a single thread on a small machine. */
  @ArchTest
  static final ArchRule nothingRunsInTheCommonPool =
      noClasses()
          .should()
          .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
          .orShould()
          .callMethod(CompletableFuture.class, "runAsync", Runnable.class);
}
