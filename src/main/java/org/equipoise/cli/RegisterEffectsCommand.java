package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.equipoise.analysis.StreamedEffects;
import org.equipoise.analysis.TrialData;
import org.equipoise.document.Language;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Series;
import org.equipoise.report.RegisterEffectsText;
import org.equipoise.store.OutputFile;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.RegisterStream;
import org.equipoise.store.TrialFiles;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Effects of register outcomes in every period, from files larger than memory. */
@Command(
    name = "effects",
    mixinStandardHelpOptions = true,
    header = "Stream register files and estimate the effect in every period.",
    description = {
      "%nThe file of people is read, the registers stream by: a file far larger than memory needs no"
          + " more of it than the people. Rows of a person that stand together go straight through;"
          + " otherwise they are first sorted on disk, in --temp.",
      "%nEstimated is the first analysis of the protocol that plans byPeriod: least squares,"
          + " within strata if so planned, with HC2 or the variance planned, and a band for all periods at once. Everything else a plan asks for"
          + " is told by 'equipoise analyse'.%n"
    },
    footer = {
      "",
      "Examples:",
      "  equipoise register effects trial.json --data people.csv --data months=months.parquet",
      "  equipoise register effects trial.json --data people.csv --data spells=2019.csv"
          + " --data spells=2020.csv --out effects.csv"
    })
final class RegisterEffectsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ProtocolArgument plan = new ProtocolArgument();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "[NAME=]FILE",
      description =
          "A data file; a register may come in several deliveries, earlier ones first. Without NAME"
              + " the file of people.")
  private List<String> data = List.of();

  @Option(
      names = "--temp",
      paramLabel = "DIR",
      description =
          "Where rows are sorted that are not grouped by person (default: of the system).")
  private Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));

  @Option(names = "--out", paramLabel = "FILE", description = "Write every row as CSV, too.")
  private @Nullable Path csv;

  @Mixin private Overwrite overwrite = new Overwrite();

  @Option(names = "--json", description = "Answer for programs.")
  private boolean json;

  @Option(
      names = "--lang",
      paramLabel = "en|sv",
      converter = Lang.class,
      description = "Language of the answer (default: en).")
  private Language language = Language.ENGLISH;

  @Override
  public Integer call() throws IOException, Refused {
    PrintWriter err = spec.commandLine().getErr();
    ProtocolFile.Loaded loaded = plan.read();
    Protocol protocol = loaded.protocol();
    if (protocol == null) {
      throw Refused.badInput(loaded.findings());
    }
    refuse(StreamedEffects.refusals(protocol));
    DataFiles files = DataFiles.of(protocol, data);
    refuse(files.findings());
    overwrite.check("--out", csv, plan.file(), files.paths().values());
    String main = protocol.data().files().get(0).name();
    List<Path> people = files.paths().getOrDefault(main, List.of());
    if (people.isEmpty() || files.paths().size() < 2) {
      refuse(
          List.of(
              Finding.error(
                  Place.file("--data"),
                  people.isEmpty() ? "no file of people" : "no register",
                  "give --data " + main + "=FILE and --data REGISTER=FILE")));
    }
    try (Progress progress = ((Main) spec.root().userObject()).progress()) {
      progress.stage("reading the people");
      TrialFiles.Read read = TrialFiles.people(protocol, people.get(0));
      TrialData trial = read.data();
      if (trial == null) {
        return plan.refuse(err, read.findings(), read.errors());
      }
      progress.stage("streaming the registers");
      Set<Series.Id> told = RegisterStream.told(protocol, files.paths());
      StreamedEffects effects = StreamedEffects.of(protocol, trial, told);
      RegisterStream.Streamed streamed = stream(protocol, files, effects, progress);
      refuse(streamed.findings());
      List<Finding> notes = new ArrayList<>(leftOut(protocol, told));
      notes.addAll(streamed.findings());
      if (streamed.told().rows().isEmpty()) {
        notes.add(
            Finding.error(
                Place.file("--data"),
                "no file given tells of an outcome that is planned",
                "give the files of their registers"));
        refuse(notes);
      }
      plan.warn(err, notes);
      report(protocol, effects.way(), streamed);
      return Main.DONE;
    }
  }

  private static List<Finding> leftOut(Protocol protocol, Set<Series.Id> told) {
    List<Outcome> without = StreamedEffects.leftOut(protocol, told);
    String names = String.join(", ", without.stream().map(o -> o.id().value()).toList());
    return without.isEmpty()
        ? List.of()
        : List.of(
            Finding.note(Place.file("--data"), "no file given tells of: " + names, "left out"));
  }

  private RegisterStream.Streamed stream(
      Protocol protocol, DataFiles files, StreamedEffects effects, Progress progress)
      throws IOException, Refused {
    try {
      return RegisterStream.stream(protocol, files.paths(), effects, temporary, progress::stage);
    } catch (IOException e) {
      refuse(RegisterStream.why(e));
      throw e;
    }
  }

  private static void refuse(List<Finding> findings) throws Refused {
    if (findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)) {
      throw Refused.badInput(findings);
    }
  }

  private void report(Protocol protocol, StreamedEffects.Way way, RegisterStream.Streamed streamed)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    RegisterEffectsText text = RegisterEffectsText.of(protocol, streamed.told(), way, language);
    int display = protocol.cells().display();
    boolean few = streamed.unmatched() > 0 && streamed.unmatched() < display;
    if (json) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("analysis", StreamedEffects.planned(protocol).id().value());
      answer.put("method", text.method());
      answer.put("rows", streamed.rows());
      answer.put("unmatched", few ? "fewer than " + display : streamed.unmatched());
      answer.put("effects", new ArrayList<>(text.fields()));
      answer.put("placebo-joint", new ArrayList<>(text.placebos()));
      Json.print(out, answer);
    } else {
      boolean swedish = language == Language.SWEDISH;
      String unmatched = few ? "< " + display : Long.toString(streamed.unmatched());
      out.println(
          swedish
              ? streamed.rows() + " rader lästa; " + unmatched + " av personer som inte lottats"
              : streamed.rows() + " rows read; " + unmatched + " of people who were not drawn");
      text.print(out);
    }
    Path to = csv;
    if (to != null) {
      StringBuilder written = new StringBuilder();
      text.csv(written);
      OutputFile.write(to, written);
      if (!json) {
        out.println();
        out.println("wrote " + to);
      }
    }
  }
}
