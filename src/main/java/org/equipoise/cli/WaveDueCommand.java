package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Wave;
import org.equipoise.report.DueText;
import org.equipoise.report.DueText.Written;
import org.equipoise.store.CsvWriter;
import org.equipoise.trial.ContactRule;
import org.equipoise.trial.Person;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.MailingList;
import org.equipoise.waves.Schedule;
import org.equipoise.waves.Slot;
import org.equipoise.waves.WaveState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who is due at which wave, and the list for the post. */
@Command(
    name = "due",
    mixinStandardHelpOptions = true,
    header = "Show who is due, late, closed or stopped; write and note the mailing list.",
    description =
        "%nThe first letter goes out when the window opens, each reminder when its day has come;"
            + " nobody gets two letters on one day. --out writes a draft; with --sent the letters"
            + " are noted in the ledger first, all or none, and then the list appears. If it is"
            + " lost, --sent-on writes it again. No list holds an arm, or anybody who may not be"
            + " contacted: a list of an earlier day leaves out, and counts, who has stopped"
            + " since.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise wave due my-trial",
      "  equipoise wave due my-trial --site umea --list late",
      "  equipoise wave due my-trial --wave w2 --out letters.csv --sent",
      "  equipoise wave due my-trial --as-of 2027-01-15 --csv > due.csv"
    })
final class WaveDueCommand implements Callable<Integer> {

  private static final String LETTERS = "letters";

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private WaveOptions waves = new WaveOptions();

  @Option(names = "--site", paramLabel = "S", description = "Only people of this site.")
  private String site = "";

  @Option(
      names = "--list",
      paramLabel = "WHOM",
      description =
          "Whom to list: letters (those to write to now, the default), not-open, open, due, late,"
              + " answered, closed or stopped.")
  private String list = LETTERS;

  @Option(names = "--csv", description = "Answer as a table for a spreadsheet.")
  private boolean csv;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the mailing list.")
  private @Nullable Path out;

  @Option(names = "--sent", description = "With --out: note the letters as sent.")
  private boolean sent;

  @Option(
      names = "--sent-on",
      paramLabel = "DATE",
      converter = Day.class,
      description = "With --out: the letters noted as sent on that day, once more.")
  private @Nullable LocalDate sentOn;

  @Option(names = "--mode", paramLabel = "M", description = "With --sent: web, paper, phone, …")
  private String mode = "";

  @Option(names = "--codes", description = "With --out: also the site's own codes.")
  private boolean codes;

  @Override
  public Integer call() throws IOException, Refused {
    WaveState state = list.equals(LETTERS) ? null : Choice.of(WaveState.class, "--list", list);
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(Role.SITE)) {
      progress.stage("reading the ledger");
      Path file = usable();
      LocalDate day = waves.day(trial);
      TrialState then = waves.state(open, day);
      Predicate<Slot> among = waves.slots(then.protocol(), site);
      Map<PersonId, PersonRecord> records = open.records().all();
      Schedule schedule = Schedule.of(then, records, day, waves.respondent(then.protocol()));
      if (file != null) {
        return write(open, schedule, records, among, file);
      }
      Predicate<Slot> since = waves.past() ? stoppedToday(open, schedule, records) : slot -> false;
      DueText text = DueText.of(then.protocol(), schedule, among, since, state, trial.language());
      if (trial.json()) {
        Json.print(trial.out(), text.fields());
      } else if (csv) {
        CsvWriter.standard().write(trial.out(), text.columns(), text.rows());
      } else {
        text.print(trial.out());
      }
      return Main.DONE;
    }
  }

  /** Who may not be contacted any more, whatever was so on the day of the list. */
  private static Predicate<Slot> stoppedToday(
      OpenTrial open, Schedule schedule, Map<PersonId, PersonRecord> records) {
    TrialState now = open.state();
    return slot -> {
      PersonId id = slot.person().id();
      Person person = now.person(id).orElse(slot.person());
      Wave.Id wave = slot.wave().id();
      return !ContactRule.stops(now, person, records.get(id), wave, schedule.respondent())
          .isEmpty();
    };
  }

  private int write(
      OpenTrial open,
      Schedule schedule,
      Map<PersonId, PersonRecord> records,
      Predicate<Slot> among,
      Path file)
      throws IOException, Refused {
    Wave.Mode how = mode.isEmpty() ? null : Choice.of(Wave.Mode.class, "--mode", mode);
    LocalDate before = sentOn;
    MailingList letters =
        before == null
            ? MailingList.due(schedule, open.state(), records, codes, among)
            : MailingList.sentOn(before, schedule, open.state(), records, codes, among);
    Written written = before != null ? Written.AGAIN : sent ? Written.SENT : Written.DRAFT;
    if (!letters.rows().isEmpty()) {
      if (sent) {
        // Noted before the list exists: a letter that nobody noted would be sent again.
        open.desk().send(letters.letters(how));
      }
      CsvWriter.standard().write(file, DueText.mailingColumns(), DueText.mailing(letters));
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    }
    if (trial.json()) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("written", TrialArgument.word(written));
      fields.put("letters", letters.rows().size());
      fields.put("file", letters.rows().isEmpty() ? null : file);
      Json.print(trial.out(), fields);
    } else {
      String name = file.toString();
      trial
          .out()
          .println(DueText.written(open.protocol(), letters, written, name, trial.language()));
    }
    return Main.DONE;
  }

  /** The file to write; a draft is called one, so that nobody takes it for a list to send. */
  private @Nullable Path usable() throws Refused {
    Path named = out;
    if (named == null) {
      if (sent || codes || sentOn != null || !mode.isEmpty()) {
        throw TrialArgument.bad("--out", "no file is named", "write --out FILE");
      }
      return null;
    } else if (waves.past()) {
      throw TrialArgument.bad(
          "--as-of",
          "a list of an earlier day is for reading, not for sending",
          "leave out --out, and use --csv or --json");
    } else if (sent && sentOn != null) {
      throw TrialArgument.bad("--sent-on", "those letters are noted already", "leave out --sent");
    }
    boolean draft = !sent && sentOn == null;
    Path file = draft ? named.resolveSibling("draft-" + named.getFileName()) : named;
    if (!draft && Files.exists(file)) {
      throw TrialArgument.bad("--out", file + " is there already", "name a new file");
    }
    return file;
  }
}
