package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.draw.DrawKey;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Signer;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.FrozenText;
import org.equipoise.store.KeyFile;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.SqliteLedger;
import org.equipoise.store.TrialFolder;
import org.equipoise.trial.Office;
import org.equipoise.trial.PersonKey;
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
    TrialFolder folder = TrialFolder.openUnfrozen(trial.folder());
    ProtocolFile.Loaded loaded = ProtocolFile.read(folder.protocol());
    Protocol protocol = loaded.protocol();
    if (protocol == null || loaded.digest() == null) {
      return trial.refuse(loaded.findings(), 0);
    }
    trial.warn(loaded.findings());
    return Main.DONE;
  }
}
