package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.finding.Nearest;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.report.ThemesText;
import org.equipoise.store.TextsFile;
import org.equipoise.trial.Recorded;
import org.equipoise.trial.Refused;
import org.equipoise.waves.OpenQuestion;
import org.equipoise.waves.OpenQuestion.Written;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands out answers in free text, once somebody has decided that. */
@Command(
    name = "texts",
    mixinStandardHelpOptions = true,
    header = "Hand out answers in free text for coding, after a recorded decision.",
    description =
        "%nTexts are never shown on the screen. They are written to a file that only its owner can"
            + " read, and only when the ledger holds a decision for the question: who decided, and"
            + " why. Texts of people who withdrew from the use of data, or were erased, are never in"
            + " it. Erase the file when the coding is done.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise wave texts my-trial --release --item anything_else --approved-by \"A. Berg\" \\",
      "      --reason \"coding by two readers at the institute\"",
      "  equipoise wave texts my-trial --item anything_else --out texts.csv"
    })
final class WaveTextsCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Option(names = "--item", paramLabel = "ITEM", description = "The question.")
  private @Nullable String item;

  @Option(names = "--out", paramLabel = "FILE", description = "The file to write.")
  private @Nullable Path file;

  @Option(names = "--release", description = "Record the decision that texts may be handed out.")
  private boolean release;

  @Option(names = "--approved-by", paramLabel = "WHO", description = "With --release: who decided.")
  private String approvedBy = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "With --release: to whom, and on what grounds.")
  private String reason = "";

  @Override
  public Integer call() throws IOException, Refused {
    if (release == (file != null)) {
      throw TrialArgument.bad(
          "wave texts",
          release ? "a decision and a file at once" : "neither a decision nor a file",
          "first --release --item ITEM --approved-by WHO --reason TEXT, then --item ITEM --out FILE");
    }
    try (OpenTrial open = trial.open(release ? Role.KEEPER : Role.ANALYST)) {
      Item question = item(open.protocol());
      if (file == null) {
        release(open, question.id());
      } else {
        write(open, question, file);
      }
      return Main.DONE;
    }
  }

  private Item item(Protocol protocol) throws Refused {
    List<Item> texts =
        protocol.items().stream().filter(each -> each.type() == ValueType.TEXT).toList();
    if (item == null && texts.size() == 1) {
      return texts.get(0);
    }
    for (Item each : texts) {
      if (each.id().value().equals(item)) {
        return each;
      }
    }
    List<String> known = texts.stream().map(each -> each.id().value()).toList();
    throw TrialArgument.bad(
        "--item",
        item == null
            ? "no question is named"
            : "'" + Choice.shown(item) + "' is no question in free text",
        Nearest.hint(item == null ? "" : item, known));
  }

  private void release(OpenTrial open, Item.Id question) throws IOException, Refused {
    Event.TextsReleased event = new Event.TextsReleased(question, approvedBy);
    Recorded recorded = open.desk().record(event, reason, "");
    trial.warn(recorded.warnings());
    if (trial.json()) {
      Json.print(trial.out(), Map.of("item", question, "line", recorded.line()));
    } else {
      ThemesText.of(open.protocol(), trial.language()).printReleased(trial.out(), event, recorded);
    }
  }

  private void write(OpenTrial open, Item question, Path out) throws IOException, Refused {
    boolean released =
        open.state().textsReleased().stream().anyMatch(e -> e.item().equals(question.id()));
    if (!released) {
      throw TrialArgument.bad(
          "--item",
          "nobody has decided that texts which answer '" + question.id() + "' may be handed out",
          "record the decision: equipoise wave texts FOLDER --release --item "
              + question.id()
              + " --approved-by WHO --reason TEXT");
    }
    if (Files.exists(out)) {
      throw TrialArgument.bad("--out", "the file is already there", "name a new file");
    }
    List<Written> texts = OpenQuestion.texts(open.state(), open.checkedAnswers(), question);
    int suspects = TextsFile.write(out, texts);
    if (trial.json()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("item", question.id());
      row.put("texts", texts.size());
      row.put("suspect", suspects);
      row.put("written", out);
      Json.print(trial.out(), row);
    } else {
      ThemesText.of(open.protocol(), trial.language())
          .printTexts(trial.out(), texts.size(), suspects, out.toString());
    }
  }
}
