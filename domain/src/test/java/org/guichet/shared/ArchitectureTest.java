package org.guichet.shared;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import java.util.stream.Stream;

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

  @ArchTest static final ArchRule sharedKnowsNoFeature = knowsOnly("shared");

  @ArchTest
  static final ArchRule theLedgerKnowsNothingOfWhatItCarries =
      knowsOnly("delivery", "access", "audit", "shared");

  /** So that requests can call them. */
  @ArchTest
  static final ArchRule stagesKnowRequestsByTheirRowsOnly =
      noClasses()
          .that()
          .resideInAPackage("org.guichet.stage")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.guichet.request..", "org.guichet.decision..");

  /** Of the features that package knows itself and these. */
  private static ArchRule knowsOnly(String feature, String... others) {
    String[] known =
        Stream.concat(Stream.of(feature), Stream.of(others))
            .map(name -> "org.guichet." + name + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("org.guichet." + feature)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("org.guichet..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(known)));
  }

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
