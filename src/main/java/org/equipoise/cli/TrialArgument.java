package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.equipoise.document.Language;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Actor;
import org.equipoise.ledger.PersonId;
import org.equipoise.store.TrialFolder;
import org.equipoise.store.TrialFolder.Stage;
import org.equipoise.trial.Office;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.Refused;
import org.equipoise.trial.Standing;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The trial that a command works on, who works, and how the answer is given. */
final class TrialArgument {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FOLDER", description = "The trial folder.")
  private Path folder = Path.of("");

  @Mixin private Worker worker = new Worker();

  @Option(
      names = "--lang",
      paramLabel = "en|sv",
      converter = Lang.class,
      description = "Language of the answer (default: en).")
  private Language language = Language.ENGLISH;

  @Option(names = "--json", description = "Answer for programs.")
  private boolean json;

  @Option(names = "--all-findings", description = "List every finding, not only the first 20.")
  private boolean all;

  Path path() {
    return folder;
  }

  Language language() {
    return language;
  }

  boolean json() {
    return json;
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  PrintWriter err() {
    return command.commandLine().getErr();
  }

  Main main() {
    return (Main) command.root().userObject();
  }

  Surroundings surroundings() {
    return main().surroundings();
  }

  /** The day at the place of the trial. */
  LocalDate today() {
    return surroundings().today();
  }

  /** Opens the trial for somebody who usually has this role. */
  OpenTrial open(Actor.Role usual) throws IOException, Refused {
    return OpenTrial.of(folder(Stage.FROZEN), office(usual), this::warn);
  }

  /**
   * The folder of a trial that has come as far as is needed.
   *
   * @throws Refused if it has not
   */
  TrialFolder folder(Stage stage) throws Refused {
    return usable(TrialFolder.open(folder, stage));
  }

  /** The folder that was opened or made. */
  TrialFolder usable(TrialFolder.Opened opened) throws Refused {
    TrialFolder usable = opened.folder();
    if (usable == null) {
      throw Refused.badInput(opened.findings());
    }
    warn(opened.findings());
    return usable;
  }

  /** Who works, where and when. */
  Office office(Actor.Role usual) throws Refused {
    return worker.office(surroundings(), usual);
  }

  /** Prints findings that do not stop the work. */
  void warn(List<Finding> findings) {
    FindingList.printNotes(err(), findings, all);
  }

  /** Prints why an input cannot be used. */
  int refuse(List<Finding> findings, long errors) {
    FindingList.printErrors(err(), findings, errors, all);
    return Main.BAD_INPUT;
  }

  /** Understands a trial id as people write it. */
  static PersonId person(String written) throws Refused {
    return PersonKey.parse(written, Place.file("ID"));
  }

  /** An option that cannot be used. */
  static Refused bad(String option, String found, String expected) {
    return Refused.badInput(List.of(Finding.error(Place.file(option), found, expected)));
  }

  /** A constant as it is written on the command line and in answers. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where a person stands, and why. */
  static String words(Standing standing) {
    String words = word(standing.kind());
    return standing.reasons().isEmpty()
        ? words
        : words + ": " + String.join(", ", standing.reasons());
  }
}
