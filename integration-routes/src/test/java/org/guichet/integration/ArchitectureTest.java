package org.guichet.integration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom in this application. */
@AnalyzeClasses(
    packages = "org.guichet",
    importOptions = {ImportOption.DoNotIncludeTests.class, TestTree.class})
class ArchitectureTest {

  @ArchTest
  static final ArchRule ONLY_CONNECTORS_KNOW_CAMEL =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.guichet.integration.connector..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.camel..", "org.apache.hc..");

  @ArchTest
  static final ArchRule CONNECTORS_KNOW_NOBODY_WHO_USES_THEM =
      noClasses()
          .that()
          .resideInAPackage("org.guichet.integration.connector..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.guichet.integration.delivery", "org.guichet.integration.inbox");

  @ArchTest
  static final ArchRule NO_FEATURE_IN_A_CIRCLE =
      slices().matching("org.guichet.integration.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ROUTES_DO_NOT_KNOW_THE_PORTAL =
      noClasses()
          .that()
          .resideInAPackage("org.guichet.integration..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.guichet.portal..", "jakarta.faces..", "org.primefaces..");

  @ArchTest
  static final ArchRule THE_DOMAIN_DOES_NOT_KNOW_THE_ROUTES =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.guichet.integration..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.guichet.integration..");

  /** The ledger and the inbox are reached by their use cases; SQL stays in the domain. */
  @ArchTest
  static final ArchRule NO_SQL_HERE =
      noClasses()
          .that()
          .resideInAPackage("org.guichet.integration..")
          .and()
          .doNotHaveSimpleName("ReadyResource")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jdbi..", "java.sql..", "jakarta.persistence..");

  /**
   * What a stranger sends or a partner answers is read by jakarta.json; jq needs Jackson's trees.
   */
  @ArchTest
  static final ArchRule JACKSON_FOR_JQ_ONLY =
      classes()
          .that()
          .resideInAPackage("org.guichet.integration..")
          .and()
          .doNotHaveSimpleName("Jq")
          .and()
          .doNotHaveSimpleName("JqLimit")
          .and()
          .doNotHaveSimpleName("Failures")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("com.fasterxml..", "net.thisptr..");
}
