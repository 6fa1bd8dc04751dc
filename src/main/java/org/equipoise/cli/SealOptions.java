package org.equipoise.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.publication.BundleManifest;
import org.equipoise.trial.Office;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the owner of a publication states and leaves out when it is sealed. */
final class SealOptions {

  @Mixin private Worker worker = new Worker();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "Of a trial folder the keyholder's file (default: EQUIPOISE_KEY, else draw.key in the"
              + " folder). Of data files a key of your own that signs; it is made if there is none.")
  private @Nullable Path key;

  @Option(names = "--unsigned", description = "Nobody signs; the manifest says so.")
  private boolean unsigned;

  @Option(
      names = "--unrevealed",
      description =
          "Seal a trial whose key is not revealed; the manifest says that draws cannot be made"
              + " again.")
  private boolean unrevealed;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "With --unrevealed: why the arms are looked at; it stays on record.")
  private String reason = "";

  @Option(
      names = "--without-data",
      description =
          "Leave the data out and name them by digest: who may have them lays them beside the"
              + " bundle.")
  private boolean withoutData;

  @Option(
      names = "--data-consent",
      paramLabel = "TEXT",
      description =
          "Where the protocol asks nobody to agree to publication: who decided that the data may"
              + " be published, and when.")
  private @Nullable String dataConsent;

  @Option(
      names = "--simulated",
      description = "No person stands behind any row: manifest and pages say so.")
  private boolean simulated;

  @Option(
      names = "--leave-out-protected",
      description = "Leave people with protected identity out of data and results, and tell it.")
  private boolean leaveProtected;

  @Option(
      names = "--leave-out-unwilling",
      description =
          "Leave people who did not agree to publication or to what data about them rest on, or"
              + " withdrew, out of data and results, and tell it.")
  private boolean leaveUnwilling;

  @Option(
      names = "--no-unique-rows",
      description =
          "Refuse people who are alone in the combination of all background that is packed; else"
              + " they are only counted.")
  private boolean noUniqueRows;

  @Option(
      names = "--day",
      paramLabel = "DATE",
      converter = Day.class,
      description =
          "Of data files: the day that the report bears. A ledger has that of its last line.")
  private @Nullable LocalDate day;

  @Option(
      names = "--tolerance",
      paramLabel = "SHARE",
      description =
          "Largest relative difference between a number and the same made again (default:"
              + " 0.000000001).")
  private double tolerance = BundleManifest.TOLERANCE;

  @Nullable Path key() {
    return key;
  }

  /** The keyholder's file of a trial. */
  Path key(OpenTrial open, Surroundings here) {
    if (key != null) {
      return key;
    }
    String usual = here.environment().getOrDefault("EQUIPOISE_KEY", "");
    return usual.isBlank() ? open.folder().drawKey() : Path.of(usual);
  }

  boolean unsigned() {
    return unsigned;
  }

  boolean unrevealed() {
    return unrevealed;
  }

  String reason() {
    return reason;
  }

  boolean withoutData() {
    return withoutData;
  }

  String dataConsent() {
    return dataConsent == null ? "" : dataConsent.strip();
  }

  boolean simulated() {
    return simulated;
  }

  boolean leaveProtected() {
    return leaveProtected;
  }

  boolean leaveUnwilling() {
    return leaveUnwilling;
  }

  boolean noUniqueRows() {
    return noUniqueRows;
  }

  double tolerance() {
    return tolerance;
  }

  /** The day of data files; {@link #problems} has asked for it. */
  LocalDate day() {
    LocalDate given = day;
    if (given == null) {
      throw new IllegalStateException("the day has not been asked for");
    }
    return given;
  }

  Office office(Surroundings here) throws Refused {
    return worker.office(here, Role.ANALYST);
  }

  /**
   * What is wrong with these options, whatever is sealed.
   *
   * @param ledger whether a trial with a ledger is sealed
   */
  List<Finding> problems(boolean ledger) {
    List<Finding> findings = new ArrayList<>();
    if (key != null && unsigned) {
      findings.add(error("--unsigned", "a key is named too", "leave out one of the two"));
    }
    if (!ledger && key == null && !unsigned) {
      findings.add(
          error(
              "--key",
              "nobody signs",
              "name the file of a key, which is made if there is none, or add --unsigned"));
    }
    if (!ledger && day == null) {
      findings.add(
          error(
              "--day",
              "data files do not tell which day the report is to bear",
              "write --day DATE; the same day gives the same bundle to the last byte"));
    } else if (ledger && day != null) {
      findings.add(error("--day", "the ledger tells the day", "leave it out"));
    }
    if (!ledger && unrevealed) {
      findings.add(error("--unrevealed", "there is no ledger here", "leave it out"));
    }
    if (!ledger && (leaveProtected || leaveUnwilling)) {
      findings.add(
          error(
              leaveProtected ? "--leave-out-protected" : "--leave-out-unwilling",
              "data files do not tell who is meant",
              "take the rows out of the files"));
    }
    if (withoutData && (leaveProtected || leaveUnwilling)) {
      findings.add(
          error(
              leaveProtected ? "--leave-out-protected" : "--leave-out-unwilling",
              "no data are packed",
              "leave it out: results are of everybody"));
    }
    if (noUniqueRows && (withoutData || simulated)) {
      findings.add(
          error(
              "--no-unique-rows",
              withoutData ? "no data are packed" : "no person stands behind any row",
              "leave it out"));
    }
    if (!reason.isBlank() && !unrevealed) {
      findings.add(error("--reason", "no reason is asked for", "it goes with --unrevealed"));
    }
    String stated = dataConsent;
    if (stated != null && (stated.isBlank() || withoutData)) {
      findings.add(
          error(
              "--data-consent",
              withoutData ? "no data are packed" : "nobody is named",
              withoutData ? "leave it out" : "say who decided, and when"));
    }
    for (String text : List.of(reason, dataConsent())) {
      if (PersonalNumber.isIn(text)) {
        findings.add(
            error(
                "--data-consent or --reason",
                "a personal identity number (hidden)",
                "write a name or an office"));
      }
    }
    if (!(tolerance >= 0 && tolerance <= 0.01)) {
      findings.add(error("--tolerance", "not a small share", "write a number from 0 to 0.01"));
    }
    return findings;
  }

  private static Finding error(String option, String found, String expected) {
    return Finding.error(Place.file(option), found, expected);
  }
}
