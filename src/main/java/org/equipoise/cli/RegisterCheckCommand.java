package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.analysis.RegisterQuality;
import org.equipoise.analysis.TrialData;
import org.equipoise.document.Language;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.RegisterQualityText;
import org.equipoise.store.OutputFile;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.RegisterFile;
import org.equipoise.store.TrialFiles;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The quality of a register delivery. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    header = "Check a delivery of a register: late, overlapping, impossible, revised, missing.",
    description =
        "%nCounts alone are printed, no row and no id; small counts are hidden. Exit code 1 when more"
            + " than 1 per cent of the rows are impossible: they cannot be read, end before they"
            + " begin, or are dated after the cut-off. Of several deliveries each is compared with the"
            + " one before it.%n",
    footer = {
      "",
      "Example:",
      "  equipoise register check trial.json --data people.csv --data spells=2019.csv"
          + " --data spells=2020.csv --cut-off 2020-12-31"
    })
final class RegisterCheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ProtocolArgument plan = new ProtocolArgument();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "[NAME=]FILE",
      description = "The file of people, and deliveries of registers, earlier ones first.")
  private List<String> data = List.of();

  @Option(
      names = "--before",
      paramLabel = "FILE",
      description = "The delivery before, where one register file is checked.")
  private @Nullable Path before;

  @Option(
      names = "--cut-off",
      paramLabel = "DATE",
      converter = Day.class,
      description = "The last day that deliveries may tell of.")
  private @Nullable LocalDate cutOff;

  @Option(names = "--out", paramLabel = "FILE", description = "Write every count as CSV, too.")
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
    DataFiles files = DataFiles.of(protocol, data);
    if (!files.findings().isEmpty()) {
      throw Refused.badInput(files.findings());
    }
    List<List<Path>> inputs = new ArrayList<>(files.paths().values());
    inputs.add(before == null ? List.of() : List.of(before));
    overwrite.check("--out", csv, plan.file(), inputs);
    String main = protocol.data().files().get(0).name();
    List<Path> people = files.paths().getOrDefault(main, List.of());
    if (people.isEmpty()) {
      throw TrialArgument.bad("--data", "no file of people", "give --data " + main + "=FILE");
    }
    TrialFiles.Read read = TrialFiles.people(protocol, people.get(0));
    TrialData trial = read.data();
    if (trial == null) {
      return plan.refuse(err, read.findings(), read.errors());
    }
    List<RegisterQuality> all = new ArrayList<>();
    for (DataFile file : protocol.data().files()) {
      if (file.rows().ofRegisters()) {
        check(protocol, trial, file, files.paths().getOrDefault(file.name(), List.of()), all);
      }
    }
    if (all.isEmpty()) {
      throw TrialArgument.bad("--data", "no register", "give --data REGISTER=FILE");
    }
    report(protocol, all);
    return all.stream().anyMatch(RegisterQuality::refused) ? Main.NO : Main.DONE;
  }

  private void check(
      Protocol protocol,
      TrialData trial,
      DataFile file,
      List<Path> deliveries,
      List<RegisterQuality> all)
      throws Refused {
    Path first = before;
    Frame earlier =
        first == null || deliveries.isEmpty() ? null : usable(protocol, file, first).good();
    int last = cutOff == null ? Integer.MAX_VALUE : (int) cutOff.toEpochDay();
    for (Path delivery : deliveries) {
      RegisterFile read = usable(protocol, file, delivery);
      Frame good = read.good();
      if (good != null) {
        all.add(RegisterQuality.of(trial, file, good, read.errors(), earlier, last));
        earlier = good;
      }
    }
  }

  private static RegisterFile usable(Protocol protocol, DataFile file, Path path) throws Refused {
    RegisterFile read = RegisterFile.read(protocol, file, path);
    if (read.good() == null) {
      List<Finding> findings =
          read.findings().isEmpty()
              ? List.of(Finding.error(Place.file(path.toString()), "cannot be read", ""))
              : read.findings();
      throw Refused.badInput(findings);
    }
    return read;
  }

  private void report(Protocol protocol, List<RegisterQuality> all) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<Map<String, Object>> fields = new ArrayList<>();
    StringBuilder lines = new StringBuilder("file,what,month,count\n");
    for (RegisterQuality quality : all) {
      RegisterQualityText text =
          new RegisterQualityText(quality, protocol.cells().display(), language);
      if (!json) {
        text.print(out);
      }
      fields.add(text.fields());
      text.csv().forEach(line -> lines.append(line).append('\n'));
    }
    if (json) {
      Json.print(out, Map.of("deliveries", fields));
    }
    Path to = csv;
    if (to != null) {
      OutputFile.write(to, lines);
      if (!json) {
        out.println("wrote " + to);
      }
    }
  }
}
