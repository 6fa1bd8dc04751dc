package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.draw.DrawKey;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.PersonId;
import org.equipoise.store.KeyFile;
import org.equipoise.store.SqliteLedger;
import org.equipoise.store.SqliteRecords;
import org.equipoise.store.TrialFolder;
import org.equipoise.store.TrialFolder.Stage;
import org.equipoise.trial.Kits;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.Records;
import org.equipoise.trial.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a site away with what it needs to draw offline, and takes it back. */
@Command(
    name = "kit",
    mixinStandardHelpOptions = true,
    header = "Let a site refer and draw offline, and merge its kit later.",
    description =
        "%nA kit is a trial folder for one site, with the key of that site's draws only. Until it is"
            + " merged nobody is drawn for the site here. Whom both have drawn is reported, never"
            + " mended: both draws stay on record, and the one in this ledger stands. After the merge"
            + " the kit is used no more.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise kit my-trial issue --site umea --out umea-kit",
      "  equipoise kit my-trial merge umea-kit"
    })
final class KitCommand implements Callable<Integer> {

  private static final String ISSUE = "issue";
  private static final String MERGE = "merge";

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private KeyOption key = new KeyOption();

  @Parameters(index = "1", paramLabel = "issue|merge", description = "What to do.")
  private String what = "";

  @Parameters(index = "2", arity = "0..1", paramLabel = "DIR", description = "With merge: the kit.")
  private Path kit = Path.of("");

  @Option(names = "--site", paramLabel = "S", description = "With issue: which site.")
  private String site = "";

  @Option(names = "--out", paramLabel = "DIR", description = "With issue: where to make the kit.")
  private Path out = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "With issue: name of the kit (default: the site and the day).")
  private String name = "";

  @Override
  public Integer call() throws IOException, Refused {
    boolean issue = what.equals(ISSUE);
    if (!issue && !what.equals(MERGE)) {
      throw TrialArgument.bad("kit", "'" + Choice.shown(what) + "'", "write issue or merge");
    }
    boolean asked = issue ? !site.isEmpty() && !empty(out) : !empty(kit);
    if (!asked) {
      String wanted = issue ? "issue --site S --out DIR" : "merge DIR";
      throw TrialArgument.bad("kit", "something is missing", "write " + wanted);
    }
    try (OpenTrial open = trial.open(Role.KEEPER)) {
      return issue ? issue(open) : merge(open);
    }
  }

  private int issue(OpenTrial open) throws IOException, Refused {
    if (Files.exists(out)) {
      throw TrialArgument.bad("--out", out + " is there already", "name a new folder");
    }
    String called = name.isEmpty() ? site + "-" + trial.today() : name;
    KeyFile.Keyholder keyholder = open.keyholder(key.in(open, trial.surroundings()));
    open.identity();
    Files.createDirectories(out);
    TrialFolder made = new TrialFolder(out);
    DrawKey siteKey;
    try (Ledger ledger = SqliteLedger.create(made.ledger());
        Records records = SqliteRecords.open(made.people())) {
      siteKey = Kits.issue(open.desk(), called, site, keyholder.key(), ledger, records);
    } catch (Refused e) {
      for (Path file : List.of(made.ledger(), made.people(), out)) {
        Files.deleteIfExists(file);
      }
      throw e;
    }
    byte[] seed = trial.surroundings().entropy().bytes(PersonKey.LENGTH);
    trial.warn(
        KeyFile.write(made.drawKey(), new KeyFile.Keyholder(open.protocol().id(), siteKey, seed)));
    for (Path file : List.of(open.folder().identityKey(), open.folder().referrals())) {
      if (Files.exists(file)) {
        Path copy = out.resolve(String.valueOf(file.getFileName()));
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Files.writeString(made.protocol(), open.protocolText() + "\n");
    Files.writeString(made.readme(), readme(called));
    if (trial.json()) {
      Json.print(trial.out(), Map.of("kit", called, "site", site, "folder", out));
    } else {
      trial.out().println("the kit " + called + " is in " + out + ": refer and draw there");
      trial.out().println("until it is merged nobody is drawn for " + site + " here:");
      trial.out().println("  equipoise kit " + trial.path() + " merge " + out);
    }
    return Main.DONE;
  }

  private String readme(String called) {
    return """
        This is the kit NAME for the site SITE. Refer and draw here, without a net:
          equipoise refer KIT --file KIT/referrals.csv
          equipoise draw KIT --all
          equipoise people KIT
        Then bring the whole folder back, so that it is merged. draw.key, identity.key and
        people.db are secret.

        Detta är platsens egen utrustning NAME för SITE. Remittera och lotta här, utan nät:
          equipoise refer KIT --file KIT/referrals.csv
          equipoise draw KIT --all
          equipoise people KIT
        Ta sedan tillbaka hela mappen, så att den kan slås ihop. draw.key, identity.key och
        people.db är hemliga.
        """
        .replace("NAME", called)
        .replace("SITE", site)
        .replace("KIT", String.valueOf(out.getFileName()));
  }

  private int merge(OpenTrial open) throws IOException, Refused {
    TrialFolder back = trial.usable(TrialFolder.open(kit, Stage.FROZEN));
    Kits.Merged merged;
    try (Ledger ledger = SqliteLedger.openReadOnly(back.ledger());
        Records records = SqliteRecords.open(back.people())) {
      merged = Kits.merge(open.desk(), ledger, records);
    }
    for (PersonId clash : merged.clashes()) {
      trial.warn(
          List.of(
              Finding.warning(
                  Place.file(kit.toString()),
                  clash + " was drawn here and in the kit",
                  "the draw made here stands; record a deviation if the other was told")));
    }
    if (trial.json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("line", merged.line());
      fields.put("lines", merged.lines());
      fields.put("clashes", merged.clashes());
      fields.put("before", merged.before());
      Json.print(trial.out(), fields);
    } else if (merged.before()) {
      trial.out().println("merged before, on line " + merged.line() + "; nothing was added");
    } else {
      trial
          .out()
          .println(
              merged.lines() == 0
                  ? "the kit is merged: nothing had been written in it"
                  : merged.lines() == 1
                      ? "merged 1 line of the kit"
                      : "merged " + merged.lines() + " lines of the kit");
    }
    return Main.DONE;
  }

  private static boolean empty(Path path) {
    return path.toString().isEmpty();
  }
}
