package org.equipoise.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.ledger.Signer;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.Replication;
import org.equipoise.publication.ReplicationStep;
import org.equipoise.publication.ReplicationStep.Outcome;
import org.equipoise.report.ReplicationReport;
import org.equipoise.report.ReplicationText;
import org.equipoise.store.FileSet;
import org.equipoise.store.OutputFile;
import org.equipoise.store.ReportFolder;
import org.equipoise.store.ReportForm;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a sealed publication again and compares every number. */
@Command(
    name = "replicate",
    mixinStandardHelpOptions = true,
    header = "Make a sealed publication again, and compare every number.",
    description = {
      "%nChecks that BUNDLE is whole and signed, that its ledger is intact and every draw follows"
          + " from the committed key, that the data agree with the ledger; then runs the analysis"
          + " again and compares every number, code and hidden cell with those published.",
      "%nA step that cannot be taken is a failure, unless the bundle itself says why it cannot. The"
          + " exit code is 0 only when everything agrees.%n"
    },
    footer = {
      "",
      "Examples:",
      "  equipoise replicate sample-data/sealed.zip",
      "  equipoise replicate bundle.zip --signed-by 302a300506... --out page.html --lang sv",
      "  equipoise replicate bundle.zip --data where/the/data/are"
    })
final class ReplicateCommand implements Callable<Integer> {

  private static final int HEX_DIGITS = 64;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BUNDLE", description = "The file that seal made.")
  private Path file = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder with the data, when they are not in the bundle.")
  private @Nullable Path data;

  @Option(
      names = "--signed-by",
      paramLabel = "KEY",
      description =
          "The public key that must have signed, in Base64, or its fingerprint: 64 hexadecimal"
              + " digits, blanks do not count. Ask its owner, not the bundle.")
  private @Nullable String signedBy;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "A checkpoint of the ledger kept elsewhere; may be repeated.")
  private List<Path> checkpoints = List.of();

  @Option(
      names = "--tolerance",
      paramLabel = "NUMBER",
      description = "Largest relative difference of two numbers that agree (default: 1e-9).")
  private double tolerance = BundleManifest.TOLERANCE;

  @Option(
      names = "--out",
      converter = OutFile.class,
      paramLabel = "FILE",
      description = "Write a page on it: .html, .md, .tex (the tables) or .txt.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Answer as JSON, for programs.")
  private boolean json;

  @Option(
      names = "--lang",
      paramLabel = "en|sv",
      converter = Lang.class,
      description = "Language of the answer (default: en).")
  private Language language = Language.ENGLISH;

  @Mixin private Overwrite overwrite = new Overwrite();

  @Override
  public Integer call() throws IOException, Refused {
    Main main = (Main) spec.root().userObject();
    ReplicationRun.Asked asked = asked();
    try (Progress progress = main.progress()) {
      Replication replication = ReplicationRun.of(asked, Main.program(), progress);
      refuseNoBundle(replication);
      if (out != null) {
        write(out, replication);
      }
      if (json) {
        Json.print(spec.commandLine().getOut(), ReplicationText.fields(replication));
      } else {
        spec.commandLine().getOut().print(ReplicationText.of(replication, language));
        if (out != null) {
          spec.commandLine().getOut().println("\n→ " + out);
        }
      }
      return replication.agrees() ? Main.DONE : Main.NO;
    }
  }

  /** What is asked for; everything that is wrong with it is told at once. */
  private ReplicationRun.Asked asked() throws IOException, Refused {
    List<Finding> findings = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      findings.add(error(file.toString(), "there is no such file", "name a bundle that seal made"));
    }
    if (data != null && !Files.isDirectory(data)) {
      findings.add(error("--data", "there is no folder " + data, "name the folder of the data"));
    }
    if (!(tolerance >= 0 && tolerance < 1)) {
      findings.add(error("--tolerance", "the number " + tolerance, "a number from 0, below 1"));
    }
    Map<String, Checkpoint> kept = new LinkedHashMap<>();
    List<Path> inputs = new ArrayList<>(List.of(file));
    for (Path each : checkpoints) {
      inputs.add(each);
      try {
        kept.put(each.toString(), Checkpoint.parse(Files.readString(each)));
      } catch (IllegalArgumentException | CharacterCodingException e) {
        findings.add(
            error(each.toString(), "this is no checkpoint: " + e.getMessage(), "name another"));
      }
    }
    if (out != null) {
      if (ReportForm.of(out).isEmpty()) {
        String endings = String.join(", ", ReportForm.endings());
        findings.add(
            error("--out", "no page is made in a form for " + out, "end its name in " + endings));
      }
      findings.addAll(OutputFile.refusals("--out", out, overwrite.force(), inputs));
    }
    Function<String, Boolean> known = known(findings);
    if (!findings.isEmpty()) {
      throw Refused.badInput(findings);
    }
    return new ReplicationRun.Asked(file, data, known, kept, tolerance);
  }

  /** Tells the key that the reader knows; null when none is named. */
  private @Nullable Function<String, Boolean> known(List<Finding> findings) {
    if (signedBy == null) {
      return null;
    }
    String written = signedBy.replaceAll("[\\s:]", "");
    String hex = written.toLowerCase(Locale.ROOT);
    if (hex.length() == HEX_DIGITS && hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      return key -> Digest.of(Signer.publicKey(key).getEncoded()).hex().equals(hex);
    }
    try {
      String key = Signer.text(Signer.publicKey(written));
      return key::equals;
    } catch (IllegalArgumentException e) {
      findings.add(
          error(
              "--signed-by",
              "neither a public Ed25519 key in Base64 nor a fingerprint",
              "a fingerprint has " + HEX_DIGITS + " hexadecimal digits"));
      return null;
    }
  }

  /** What is no bundle at all is bad input, and no answer about a bundle. */
  private void refuseNoBundle(Replication replication) throws Refused {
    Set<ReplicationStep> first = Set.of(ReplicationStep.CONTAINER, ReplicationStep.MANIFEST);
    List<Finding> findings = new ArrayList<>();
    if (replication.noBundle()) {
      replication.stages().stream()
          .filter(stage -> first.contains(stage.step()) && stage.outcome() == Outcome.FAILS)
          .forEach(stage -> findings.addAll(stage.findings()));
      throw Refused.badInput(findings);
    }
  }

  private void write(Path page, Replication replication) throws IOException {
    List<String> command = new ArrayList<>(List.of("equipoise", "replicate", replication.file()));
    if (tolerance != BundleManifest.TOLERANCE) {
      command.addAll(List.of("--tolerance", String.valueOf(tolerance)));
    }
    if (signedBy != null) {
      command.addAll(List.of("--signed-by", "'" + signedBy.strip() + "'"));
    }
    Document document = ReplicationReport.of(replication, command, language);
    FileSet files = new FileSet();
    ReportFolder.into(files).report(page, List.of(document));
    files.write();
  }

  private static Finding error(String where, String found, String expected) {
    return Finding.error(Place.file(where), found, expected);
  }
}
