package org.equipoise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.equipoise.disclosure.Manifest;
import org.equipoise.disclosure.Material;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.PlanRecord;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.ReleaseFile;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a report of a trial is held against, and how its counts are told. */
final class ReleaseOptions {

  /** Bases that counts may be rounded to. */
  private static final Set<Integer> BASES = Set.of(3, 5, 10);

  @Option(
      names = "--all-conventions",
      description = "Show each main contrast under every named convention of other programs too.")
  private boolean allConventions;

  @Option(
      names = "--planned",
      paramLabel = "FILE",
      description =
          "Of data files: the protocol as it was before the first draw, to tell what was planned and"
              + " what was not. A ledger holds its own.")
  private @Nullable Path planned;

  @Option(
      names = "--earlier",
      paramLabel = "FILE",
      description =
          "The release.json of an earlier report: nothing is shown from which, together with that"
              + " one, a small count could be told. May be repeated.")
  private List<Path> earlier = List.of();

  @Option(
      names = "--round",
      paramLabel = "3|5|10",
      description = "Show counts of people rounded to this base instead of hiding small ones.")
  private int round;

  /**
   * The files named, as read.
   *
   * @param frozen the plan that somebody names; null when nobody does
   * @param earlier what has been published before
   */
  record Read(@Nullable Protocol frozen, List<Manifest> earlier) {

    /** What is known of the plan where there is no ledger. */
    PlanRecord plan() {
      return frozen == null ? PlanRecord.NONE : PlanRecord.frozen(frozen);
    }
  }

  boolean allConventions() {
    return allConventions;
  }

  /** Base that counts are rounded to; 0 for exact ones. */
  int round() {
    return round;
  }

  /** The plan before the first draw that somebody names; null when nobody does. */
  @Nullable Path planned() {
    return planned;
  }

  /** The releases named, earlier ones first. */
  List<Path> earlier() {
    return earlier;
  }

  /**
   * What is wrong with these options, whatever the trial.
   *
   * @param ledger whether a ledger is reported
   */
  List<Finding> problems(boolean ledger) {
    List<Finding> findings = new ArrayList<>();
    if (round != 0 && !BASES.contains(round)) {
      findings.add(error("--round", "counts cannot be rounded to " + round, "choose 3, 5 or 10"));
    }
    if (planned != null && ledger) {
      String found = "the ledger of this trial says itself what was frozen";
      findings.add(error("--planned", found, "leave it out: it is for data files"));
    }
    return findings;
  }

  /** These options have no meaning for a study in which nothing is drawn. */
  List<Finding> ofTrialsAlone() {
    List<String> given = new ArrayList<>();
    if (allConventions) {
      given.add("--all-conventions");
    }
    if (planned != null) {
      given.add("--planned");
    }
    if (!earlier.isEmpty()) {
      given.add("--earlier");
    }
    if (round != 0) {
      given.add("--round");
    }
    String found = "this is the plan of a study of adoption, not of a trial";
    return given.stream().map(option -> error(option, found, "leave it out")).toList();
  }

  /**
   * Reads the files named.
   *
   * @param inputs takes their names
   */
  Read read(Collection<Path> inputs) throws Refused {
    List<Finding> findings = new ArrayList<>();
    Protocol frozen = null;
    if (planned != null) {
      inputs.add(planned);
      ProtocolFile.Loaded loaded = ProtocolFile.read(planned);
      frozen = loaded.protocol();
      if (frozen == null) {
        findings.addAll(loaded.findings());
      }
    }
    List<Manifest> manifests = new ArrayList<>();
    for (Path named : earlier) {
      Path file = ReleaseFile.in(named);
      inputs.add(file);
      ReleaseFile.Loaded loaded = ReleaseFile.read(file);
      findings.addAll(loaded.findings());
      Manifest manifest = loaded.manifest();
      if (manifest != null) {
        manifests.add(manifest);
      }
    }
    if (!findings.isEmpty()) {
      throw Refused.badInput(findings);
    }
    return new Read(frozen, manifests);
  }

  /** What these options ask that cannot be done for a trial. */
  List<Finding> unfit(Read read, Protocol protocol) {
    List<Finding> findings = new ArrayList<>();
    String trial = protocol.id();
    int limit = protocol.cells().display();
    if (!Material.mayRoundTo(round, limit)) {
      String found = "the protocol hides counts below " + limit;
      List<Integer> allowed =
          BASES.stream().filter(base -> Material.mayRoundTo(base, limit)).sorted().toList();
      String expected =
          allowed.isEmpty() ? "leave it out" : "round to one of " + allowed + ", or leave it out";
      findings.add(error("--round", found, expected));
    }
    Protocol frozen = read.frozen();
    if (frozen != null && !frozen.id().equals(trial)) {
      String found = "this is a plan of the trial " + frozen.id() + ", not of " + trial;
      findings.add(error("--planned", found, "name an earlier version of what is analysed"));
    }
    for (Manifest release : read.earlier()) {
      if (!release.trial().equals(trial)) {
        String found = "this is a release of the trial " + release.trial() + ", not of " + trial;
        findings.add(error("--earlier", found, "name releases of the trial reported"));
      }
    }
    return findings;
  }

  /** Adds the options to a command line, without folders. */
  void add(List<String> command) {
    if (allConventions) {
      command.add("--all-conventions");
    }
    if (planned != null) {
      command.addAll(List.of("--planned", name(planned)));
    }
    for (Path named : earlier) {
      command.addAll(List.of("--earlier", name(named)));
    }
    if (round != 0) {
      command.addAll(List.of("--round", String.valueOf(round)));
    }
  }

  /** A file or folder without those it lies in. */
  static String name(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  private static Finding error(String option, String found, String expected) {
    return Finding.error(Place.file(option), found, expected);
  }
}
