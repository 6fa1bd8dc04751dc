package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.draw.DrawKey;
import org.equipoise.draw.Streams;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.Signer;
import org.equipoise.report.FrozenText;
import org.equipoise.store.KeyFile;
import org.equipoise.store.ProtocolText;
import org.equipoise.store.SqliteLedger;
import org.equipoise.store.SqliteRecords;
import org.equipoise.store.TrialFolder;
import org.equipoise.store.TrialFolder.Stage;
import org.equipoise.trial.Desk;
import org.equipoise.trial.Office;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.Records;
import org.equipoise.trial.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Freezes the protocol and binds the key. */
@Command(
    name = "freeze",
    mixinStandardHelpOptions = true,
    header = "Freeze the protocol, make the draw key, and print the commitment to publish.",
    description =
        "%nFrom then on the protocol changes only by amendments, and every draw follows from a key"
            + " that is bound now and shown when the intake is over. Keep the key file where no one"
            + " who refers people can read it: --key FILE.%n")
final class FreezeCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private KeyOption key = new KeyOption();

  @Override
  public Integer call() throws IOException, Refused {
    TrialFolder folder = trial.folder(Stage.DRAFT);
    ProtocolArgument.Text text = ProtocolArgument.text(folder.protocol());
    trial.warn(text.warnings());
    Office office = trial.office(Role.KEEPER);
    Path named = key.named(trial.surroundings());
    Path keyFile = named == null ? folder.drawKey() : named;
    free(keyFile);
    free(folder.identityKey());
    DrawKey drawKey = DrawKey.of(office.entropy().bytes(DrawKey.LENGTH));
    KeyPair signer = Signer.generate();
    String id = text.protocol().id();
    KeyFile.Keyholder keyholder = KeyFile.Keyholder.of(id, drawKey, signer.getPrivate());
    Path draft = folder.folder().resolve("ledger.db.part");
    Files.deleteIfExists(draft);
    List<Path> made = new ArrayList<>(List.of(draft));
    try {
      // The keys are on the disk before anything is bound to them: a commitment whose key is lost
      // is lost. The ledger gets its name last, so that a freeze cut off has frozen nothing.
      trial.warn(KeyFile.write(keyFile, keyholder));
      made.add(keyFile);
      byte[] identity = office.entropy().bytes(PersonKey.LENGTH);
      trial.warn(KeyFile.writeIdentity(folder.identityKey(), id, identity));
      made.add(folder.identityKey());
      freeze(draft, folder, text, drawKey, Signer.text(signer.getPublic()), office);
      Files.move(draft, folder.ledger(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | Refused e) {
      for (Path file : made) {
        Files.deleteIfExists(file);
      }
      throw e;
    }
    trial.warn(KeyFile.warnings(keyFile, folder.folder()));
    FrozenText frozen =
        FrozenText.of(
            text.protocol(),
            text.digest(),
            Streams.commitment(drawKey, text.digest()),
            Signer.text(signer.getPublic()));
    if (trial.json()) {
      Json.print(trial.out(), frozen.fields());
    } else {
      String where = trial.path().toString();
      trial.out().print(frozen.text(where, keyFile.toString(), trial.language()));
    }
    return Main.DONE;
  }

  private static void freeze(
      Path draft,
      TrialFolder folder,
      ProtocolArgument.Text text,
      DrawKey drawKey,
      String signer,
      Office office)
      throws IOException, Refused {
    try (Ledger ledger = SqliteLedger.create(draft);
        Records records = SqliteRecords.open(folder.people())) {
      Desk.open(ledger, records, new ProtocolText(), office)
          .freeze(text.canonical(), text.digest(), drawKey, signer, "");
    }
  }

  /** A key of an earlier try is never overwritten: something may be bound to it. */
  private static void free(Path file) throws Refused {
    if (Files.exists(file)) {
      throw TrialArgument.bad(
          file.toString(),
          "there is a key file of this name already",
          "name another with --key FILE; if an earlier freeze was cut off, move it away first");
    }
  }
}
