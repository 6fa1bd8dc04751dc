package org.equipoise.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A folder that holds a trial: its protocol, a form for referrals and what to do next; once frozen,
 * the ledger too.
 *
 * @param folder the folder, as the user named it
 */
public record TrialFolder(Path folder) {

  /** Protocols that a trial can begin from by name. */
  static final List<String> BUILT_IN = List.of("isf-team", "malmokraften");

  /** How far a trial must have come for what is to be done with it. */
  public enum Stage {
    /** Made, and not frozen yet. */
    DRAFT,
    /** Frozen: people can be referred and drawn. */
    FROZEN,
    /** Either. */
    ANY
  }

  /**
   * What came of opening or making a folder.
   *
   * @param folder the folder; null when there are errors
   * @param findings what is wrong or worth knowing
   */
  public record Opened(@Nullable TrialFolder folder, List<Finding> findings) {
    /** Keeps its own copy. */
    public Opened {
      findings = List.copyOf(findings);
    }
  }

  /** The protocol: edited by people until it is frozen, a mere proposal afterwards. */
  public Path protocol() {
    return folder.resolve("protocol.json");
  }

  /** The empty form for referrals. */
  public Path referrals() {
    return folder.resolve("referrals.csv");
  }

  /** What to do next. */
  public Path readme() {
    return folder.resolve("README.txt");
  }

  /** The ledger; there once the trial is frozen. */
  public Path ledger() {
    return folder.resolve("ledger.db");
  }

  /** The records of people, never handed out. */
  public Path people() {
    return folder.resolve("people.db");
  }

  /** What people answered, never handed out; there once something was imported. */
  public Path answers() {
    return folder.resolve("answers.db");
  }

  /** The secret that makes trial ids. */
  public Path identityKey() {
    return folder.resolve("identity.key");
  }

  /** Where the keyholder's file is looked for unless it is named. */
  public Path drawKey() {
    return folder.resolve("draw.key");
  }

  /** Copies of the checkpoints handed out. */
  public Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** Whether the trial is frozen. */
  public boolean frozen() {
    return Files.exists(ledger());
  }

  /**
   * Makes a folder for a new trial. Nothing that is there is replaced.
   *
   * @param from a protocol file, or the name of a protocol that comes with the program
   * @throws IOException if a file cannot be written; those written before it are then there
   */
  public static Opened create(Path folder, String from) throws IOException {
    List<Finding> findings = new ArrayList<>();
    byte[] bytes = source(from, findings);
    if (bytes == null) {
      return new Opened(null, findings);
    }
    ProtocolFile.Loaded loaded = ProtocolFile.read(from, bytes);
    boolean ours = BUILT_IN.contains(from) && !Files.isRegularFile(Path.of(from));
    if (!ours) {
      findings.addAll(loaded.findings());
    }
    Protocol protocol = loaded.protocol();
    if (protocol != null && protocol.draw() instanceof DrawRule.Recorded) {
      findings.add(
          Finding.error(
              new Place(from, 0, 0, "/draw/rule"),
              "the trial was randomized elsewhere (rule \"recorded\"): nobody can be drawn here",
              "analyse its data, or choose a rule such as big-stick"));
    }
    TrialFolder trial = new TrialFolder(folder);
    findings.addAll(trial.inTheWay());
    if (protocol == null || findings.stream().anyMatch(f -> f.severity() == Severity.ERROR)) {
      return new Opened(null, findings);
    }
    Files.createDirectories(folder);
    WholeFile.write(trial.referrals(), ReferralTemplate.csv(protocol));
    WholeFile.write(trial.readme(), ReferralTemplate.readme(protocol, folder));
    WholeFile.write(trial.protocol(), bytes);
    return new Opened(trial, findings);
  }

  private static byte @Nullable [] source(String from, List<Finding> findings) throws IOException {
    Path file = Path.of(from);
    if (Files.isRegularFile(file)) {
      return Files.readAllBytes(file);
    }
    if (BUILT_IN.contains(from)) {
      try (InputStream in = TrialFolder.class.getResourceAsStream("/protocols/" + from + ".json")) {
        if (in == null) {
          throw new IOException("the program lacks its protocol " + from);
        }
        return in.readAllBytes();
      }
    }
    boolean path = from.contains("/") || from.contains("\\") || from.contains(".");
    findings.add(
        Finding.error(
            Place.file(from),
            Files.isDirectory(file) ? "this is a folder" : "there is no such protocol",
            path ? "name a protocol file" : Nearest.hint(from, BUILT_IN) + ", or name a file"));
    return null;
  }

  private List<Finding> inTheWay() {
    List<Finding> findings = new ArrayList<>();
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
      findings.add(
          Finding.error(Place.file(folder.toString()), "this is a file", "name a new folder"));
    }
    List<Path> ours =
        List.of(
            protocol(),
            referrals(),
            readme(),
            ledger(),
            people(),
            answers(),
            identityKey(),
            drawKey());
    for (Path file : ours) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        findings.add(
            Finding.error(
                Place.file(file.toString()), "the file is already there", "name a new folder"));
      }
    }
    return findings;
  }

  /** Opens the folder of a trial that has come as far as is needed. */
  public static Opened open(Path folder, Stage stage) {
    TrialFolder trial = new TrialFolder(folder);
    String name = folder.toString();
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder)
          ? refused(name, "this is a file, not the folder of a trial", "name the folder it is in")
          : refused(name, "there is no such folder", "make a trial with: equipoise new " + name);
    }
    boolean frozen = trial.frozen();
    if (!frozen && !Files.exists(trial.protocol())) {
      return refused(
          name,
          "this folder holds no trial: neither protocol.json nor ledger.db is in it",
          "make a trial with: equipoise new FOLDER --from isf-team");
    }
    if (frozen && stage == Stage.DRAFT) {
      return refused(
          name,
          "the trial is frozen already",
          "a changed protocol needs: equipoise amend " + name + " --reason …");
    }
    if (!frozen && stage == Stage.FROZEN) {
      return refused(
          name,
          "the trial is not frozen: nobody can be referred or drawn yet",
          "when the protocol is right: equipoise freeze " + name);
    }
    return new Opened(trial, List.of());
  }

  private static Opened refused(String name, String found, String expected) {
    return new Opened(null, List.of(Finding.error(Place.file(name), found, expected)));
  }

  /** Text of the protocol file, for the digest and for what is frozen. */
  public ProtocolFile.Loaded readProtocol() {
    return ProtocolFile.read(protocol());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
