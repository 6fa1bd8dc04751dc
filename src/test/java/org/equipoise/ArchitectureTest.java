package org.equipoise;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import org.apache.commons.math3.fraction.BigFraction;

/** The picture of the README, as rules. */
@AnalyzeClasses(packages = "org.equipoise", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsPointOneWay =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("finding")
          .definedBy("org.equipoise.finding..")
          .layer("identity")
          .definedBy("org.equipoise.identity..")
          .layer("protocol")
          .definedBy("org.equipoise.protocol..")
          .layer("draw")
          .definedBy("org.equipoise.draw..")
          .layer("ledger")
          .definedBy("org.equipoise.ledger..")
          .layer("trial")
          .definedBy("org.equipoise.trial..")
          .layer("frame")
          .definedBy("org.equipoise.frame..")
          .layer("register")
          .definedBy("org.equipoise.register..")
          .layer("estimate")
          .definedBy("org.equipoise.estimate..")
          .layer("inference")
          .definedBy("org.equipoise.inference..")
          .layer("panel")
          .definedBy("org.equipoise.panel..")
          .layer("adoption")
          .definedBy("org.equipoise.adoption..")
          .layer("waves")
          .definedBy("org.equipoise.waves..")
          .layer("analysis")
          .definedBy("org.equipoise.analysis..")
          .layer("disclosure")
          .definedBy("org.equipoise.disclosure..")
          .layer("document")
          .definedBy("org.equipoise.document..")
          .layer("report")
          .definedBy("org.equipoise.report..")
          .layer("claims")
          .definedBy("org.equipoise.claims..")
          .layer("publication")
          .definedBy("org.equipoise.publication..")
          .layer("simulate")
          .definedBy("org.equipoise.simulate..")
          .layer("rehearse")
          .definedBy("org.equipoise.rehearse..")
          .layer("store")
          .definedBy("org.equipoise.store..")
          .layer("cli")
          .definedBy("org.equipoise.cli..")
          .whereLayer("finding")
          .mayNotAccessAnyLayer()
          .whereLayer("identity")
          .mayNotAccessAnyLayer()
          .whereLayer("protocol")
          .mayOnlyAccessLayers("finding")
          .whereLayer("draw")
          .mayOnlyAccessLayers("protocol", "finding")
          .whereLayer("ledger")
          .mayOnlyAccessLayers("draw", "protocol", "finding")
          .whereLayer("trial")
          .mayOnlyAccessLayers("ledger", "draw", "protocol", "identity", "finding")
          .whereLayer("frame")
          .mayOnlyAccessLayers("identity", "finding")
          .whereLayer("register")
          .mayOnlyAccessLayers("protocol")
          .whereLayer("estimate")
          .mayNotAccessAnyLayer()
          .whereLayer("inference")
          .mayOnlyAccessLayers("estimate")
          .whereLayer("panel")
          .mayOnlyAccessLayers("estimate", "inference")
          .whereLayer("adoption")
          .mayOnlyAccessLayers("protocol", "frame", "estimate", "inference", "panel", "finding")
          .whereLayer("waves")
          .mayOnlyAccessLayers("trial", "ledger", "draw", "protocol", "estimate", "finding")
          .whereLayer("analysis")
          .mayOnlyAccessLayers(
              "trial",
              "ledger",
              "draw",
              "protocol",
              "frame",
              "register",
              "estimate",
              "inference",
              "panel",
              "waves",
              "finding")
          .whereLayer("disclosure")
          .mayOnlyAccessLayers(
              "analysis",
              "adoption",
              "waves",
              "register",
              "estimate",
              "panel",
              "protocol",
              "finding")
          .whereLayer("document")
          .mayNotAccessAnyLayer()
          .whereLayer("report")
          .mayOnlyAccessLayers(
              "document",
              "publication",
              "claims",
              "disclosure",
              "rehearse",
              "analysis",
              "adoption",
              "waves",
              "register",
              "trial",
              "ledger",
              "draw",
              "estimate",
              "panel",
              "protocol",
              "finding")
          .whereLayer("claims")
          .mayOnlyAccessLayers("estimate", "finding")
          .whereLayer("publication")
          .mayOnlyAccessLayers(
              "claims",
              "disclosure",
              "analysis",
              "adoption",
              "waves",
              "trial",
              "ledger",
              "draw",
              "frame",
              "estimate",
              "panel",
              "protocol",
              "finding")
          .whereLayer("simulate")
          .mayOnlyAccessLayers(
              "protocol", "draw", "frame", "register", "analysis", "adoption", "finding")
          .whereLayer("rehearse")
          .mayOnlyAccessLayers(
              "simulate", "analysis", "adoption", "panel", "frame", "protocol", "finding")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("cli");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("org.equipoise.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule filesAndFormatsOnlyInStore =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.equipoise.store..", "org.equipoise.cli..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "com.fasterxml.jackson..",
                  "org.apache.commons.csv..",
                  "java.sql..",
                  "java.nio.file.."));

  @ArchTest
  static final ArchRule commandLineOnlyInCli =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.equipoise.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..");

  @ArchTest
  static final ArchRule mathematicsOnlyWhereNumbersAreMade =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.equipoise.estimate..",
              "org.equipoise.inference..",
              "org.equipoise.panel..",
              "org.equipoise.claims..",
              "org.equipoise.publication..",
              "org.equipoise.simulate..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "org.apache.commons.math3..",
                      "org.apache.commons.statistics..",
                      "org.apache.commons.rng..")
                  // A fraction is how an exact number is carried, also to whoever tells it.
                  .and(not(type(BigFraction.class))));

  @ArchTest
  static final ArchRule noHiddenClock =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(java.time.LocalDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule noHiddenChance =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom");

  @ArchTest
  static final ArchRule noHiddenLocale =
      noClasses()
          .should()
          .callMethod(java.util.Locale.class, "getDefault")
          .orShould()
          .callMethod(java.util.TimeZone.class, "getDefault");

  @ArchTest
  static final ArchRule streamsOfTheProcessOnlyInCli =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.equipoise.cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule namesSayWhat =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils");

  @ArchTest
  static final ArchRule estimatorsAreFinal =
      classes()
          .that()
          .resideInAPackage("org.equipoise.estimate..")
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .and()
          .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
          .and()
          .areTopLevelClasses()
          .should()
          .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
