package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.document.Language;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.SealUnique;
import org.equipoise.report.SealText;
import org.equipoise.store.BundleWriter;
import org.equipoise.store.FileSet;
import org.equipoise.store.OutputFile;
import org.equipoise.store.PrivateFolder;
import org.equipoise.store.SigningKey;
import org.equipoise.store.TrialFolder;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Packs everything that somebody else needs to make a publication again. */
@Command(
    name = "seal",
    mixinStandardHelpOptions = true,
    header = "Pack a publication so that anybody can check it and make every number again.",
    description = {
      "%nOf a trial folder: the protocol and its amendments, the ledger without personal data, its"
          + " checkpoints, the revealed key, the data, results and report, all by digest in one"
          + " manifest that is signed with the key of the trial's checkpoints. Of a protocol or the"
          + " plan of a study: the same of its data files.",
      "%nNothing is packed that may not be: data of people who did not agree or are protected, free"
          + " text, columns nobody named, numbers of persons, people who stand alone in the"
          + " combinations by which the protocol divides them. Every such row is named, and the exit"
          + " code is 1. Results are those that the gate of report lets through.",
      "%nA ledger is packed as it is, for its chain cannot be changed: names of staff, accounts and"
          + " recipients of checkpoints go out with it, and a line about everybody referred. What"
          + " goes out is told before anything is packed. Data of people who were not drawn are no"
          + " more than why.",
      "%nThe same inputs give the same bytes, on every machine and in every year.%n"
    },
    footer = {
      "",
      "Examples:",
      "  equipoise seal my-trial --key /media/key --out bundle.zip",
      "  equipoise seal my-trial --key /media/key --without-data --out bundle.zip",
      "  equipoise seal my-trial.json --data people.csv --key new.key --day 2026-11-22 \\",
      "      --data-consent 'Ethics board, 2026-10-01' --out bundle.zip",
      "  equipoise seal protocols/isf-team.json --data sample-data --simulated --unsigned \\",
      "      --day 2026-11-22 --out bundle.zip"
    })
final class SealCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ProtocolArgument plan = new ProtocolArgument();

  @Option(
      names = "--data",
      paramLabel = "[NAME=]FILE",
      description =
          "A data file, as analyse takes it; of a trial folder only those of registers. May be"
              + " repeated.")
  private List<String> data = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      converter = OutFile.class,
      description = "The bundle, a zip file.")
  private Path out = Path.of("");

  @Mixin private Overwrite overwrite = new Overwrite();

  @Mixin private SealOptions options = new SealOptions();

  @Mixin private ReleaseOptions release = new ReleaseOptions();

  @Option(
      names = "--lang",
      paramLabel = "en|sv",
      converter = Lang.class,
      description = "Language of the answer (default: en); the bundle has both.")
  private Language language = Language.ENGLISH;

  @Option(names = "--json", description = "Answer for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException, Refused {
    Main main = (Main) spec.root().userObject();
    PrintWriter print = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean ledger = new TrialFolder(plan.file()).frozen();
    List<Path> inputs = new ArrayList<>(List.of(plan.file()));
    List<Finding> wrong = new ArrayList<>(options.problems(ledger));
    wrong.addAll(release.problems(ledger));
    if (Files.isDirectory(plan.file())) {
      inputs.add(new TrialFolder(plan.file()).protocol());
    }
    wrong.addAll(place());
    wrong.addAll(OutputFile.refusals("--out", out, overwrite.force(), inputs));
    refuse(wrong);
    try (Progress progress = main.progress();
        PrivateFolder folder = PrivateFolder.open()) {
      SealSource.Task task =
          new SealSource.Task(
              plan, data, options, release, release.read(inputs), folder, main, err, progress);
      SealSource source = SealSource.of(task);
      inputs.addAll(source.inputs());
      refuse(OutputFile.refusals("--out", out, overwrite.force(), inputs));
      SealWork.Sealed sealed = SealWork.of(source, options.tolerance(), progress);
      progress.stage("writing");
      byte[] zip = BundleWriter.bytes(sealed.files());
      FileSet files = new FileSet();
      files.add(out, zip);
      // The place may have been taken while results were made.
      refuse(files.refusals("--out", overwrite.force(), inputs));
      SealSource.NewKey made = source.newKey();
      if (made != null) {
        plan.warn(err, SigningKey.write(made.file(), made.seed()));
        err.println("equipoise: made a key that signs, for its owner alone: " + made.file());
      }
      files.write();
      plan.warn(err, sealed.notes());
      answer(sealed.manifest(), source.unique(), zip, print);
      return Main.DONE;
    }
  }

  private List<Finding> place() {
    List<Finding> findings = new ArrayList<>();
    Place place = Place.file("--out");
    String name = String.valueOf(out.getFileName());
    if (!name.endsWith(".zip")) {
      findings.add(Finding.error(place, "the bundle is a zip file", "end its name in .zip"));
    }
    Path parent = out.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      String found = "there is no folder " + parent;
      findings.add(Finding.error(place, found, "make it, or name a file elsewhere"));
    } else if (!Files.isWritable(parent)) {
      String found = "nothing may be written in " + parent;
      findings.add(Finding.error(place, found, "name a file elsewhere"));
    }
    return findings;
  }

  private void answer(
      BundleManifest manifest, @Nullable SealUnique unique, byte[] zip, PrintWriter print)
      throws IOException {
    Digest digest = Digest.of(zip);
    if (!json) {
      print.print(SealText.sealed(manifest, unique, out.toString(), zip.length, digest, language));
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("bundle", out.toString());
    fields.put("bytes", (long) zip.length);
    fields.put("sha256", digest.hex());
    fields.put("kind", TrialArgument.word(manifest.kind()));
    fields.put("subject", manifest.subject().id());
    fields.put("version", manifest.subject().version());
    fields.put("publicKey", manifest.publicKey());
    fields.put("files", manifest.files().stream().map(BundleManifest.Packed::path).toList());
    fields.put(
        "statements",
        manifest.statements().stream().map(each -> TrialArgument.word(each.kind())).toList());
    if (unique != null) {
      fields.put("people", (long) unique.people());
      fields.put("alone", (long) unique.alone().size());
      fields.put("background", unique.columns());
    }
    Json.print(print, fields);
  }

  private static void refuse(List<Finding> findings) throws Refused {
    if (!findings.isEmpty()) {
      throw Refused.badInput(findings);
    }
  }
}
