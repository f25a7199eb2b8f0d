package org.guichet.shared;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;

/** The house rules of the domain. Each was seen red once. */
@AnalyzeClasses(packages = "org.guichet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theDomainKnowsNoWebNoCamelAndNoVendor =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.servlet..",
              "jakarta.faces..",
              "jakarta.ws.rs..",
              "org.apache.camel..",
              "org.primefaces..",
              "com.nimbusds..");

  @ArchTest
  static final ArchRule sharedKnowsNoFeature =
      noClasses()
          .that()
          .resideInAPackage("org.guichet.shared")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.guichet.request..",
              "org.guichet.delivery..",
              "org.guichet.inbox..",
              "org.guichet.catalogue..",
              "org.guichet.conversation..",
              "org.guichet.attachment..",
              "org.guichet.directory..",
              "org.guichet.invoice..",
              "org.guichet.erasure..",
              "org.guichet.mydata..",
              "org.guichet.audit..",
              "org.guichet.access..");

  @ArchTest
  static final ArchRule theLedgerKnowsNothingOfWhatItCarries =
      noClasses()
          .that()
          .resideInAPackage("org.guichet.delivery")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.guichet.request..",
              "org.guichet.catalogue..",
              "org.guichet.conversation..",
              "org.guichet.inbox..",
              "org.guichet.invoice..");

  @ArchTest
  static final ArchRule entitiesHaveVerbsAndNoSetters =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Entity.class)
          .should()
          .haveNameMatching("set[A-Z].*");

  @ArchTest
  static final ArchRule namesSayWhatAClassDoes =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Helper");
}
