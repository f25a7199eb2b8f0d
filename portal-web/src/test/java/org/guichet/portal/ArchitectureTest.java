package org.guichet.portal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** The house rules of the pages. Each was seen red once. */
@AnalyzeClasses(
    packages = "org.guichet.portal",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule pagesAskUseCasesNotTheDatabase =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jdbi..", "jakarta.persistence..", "java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule pagesKnowNoRoutes =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.camel..", "org.guichet.integration..");

  @ArchTest
  static final ArchRule theDoorKnowsNoPageBehindIt =
      noClasses()
          .that()
          .resideInAPackage("org.guichet.portal.access")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("org.guichet.portal..")
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackages(
                          "org.guichet.portal.access..", "org.guichet.portal.shared..")));

  @ArchTest
  static final ArchRule whatAViewKeepsCanBeStored =
      classes()
          .that()
          .areAnnotatedWith(ViewScoped.class)
          .should()
          .implement(Serializable.class)
          .andShould()
          .beAnnotatedWith(Named.class);
}
