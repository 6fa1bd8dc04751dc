package org.equipoise.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.simulate.SimulatedAdoption;
import org.equipoise.simulate.SimulatedAdoption.TrueEffect;
import org.equipoise.store.SimulationFolder.Existing;

/**
 * Writes a simulated study of adoption into a folder: {@code panel.csv}, the true effects in {@code
 * truth.json}, and {@code SOURCE.md}, which says that the data are simulated and how to make them
 * again.
 *
 * <p>{@code truth.json} holds for every outcome and group the {@code effect} by {@code cohort} and
 * {@code eventTime}, and with {@code "cohort": null} over all {@code units} that have been followed
 * so long; {@code weighted} counts units by the group's population.
 */
public final class AdoptionFolder {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // The shortest digits that read back, the same on every Java version.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private static final String DATA = SimulatedAdoption.TABLE + ".csv";
  private static final String TRUTH = "truth.json";
  private static final String SOURCE = "SOURCE.md";

  private AdoptionFolder() {}

  /**
   * Writes the files, each whole or not at all, {@code SOURCE.md} last. The folder is made if
   * needed.
   *
   * @param command the command that makes these data, for {@code SOURCE.md}
   * @return why nothing was written; empty when everything was
   * @throws IOException if a file cannot be written; those before it are then there
   */
  public static List<Finding> write(
      SimulatedAdoption study, Path folder, String command, Existing existing) throws IOException {
    List<Finding> inTheWay =
        existing == Existing.REPLACE
            ? List.of()
            : Stream.of(DATA, TRUTH, SOURCE)
                .map(folder::resolve)
                .filter(Files::exists)
                .map(AdoptionFolder::inTheWay)
                .toList();
    if (inTheWay.isEmpty()) {
      Files.createDirectories(folder);
      CsvWriter.standard().write(folder.resolve(DATA), study.table());
      WholeFile.write(folder.resolve(TRUTH), truth(study));
      byte[] source = source(study, command).getBytes(StandardCharsets.UTF_8);
      WholeFile.write(folder.resolve(SOURCE), source);
    }
    return inTheWay;
  }

  private static Finding inTheWay(Path file) {
    return Finding.error(
        Place.file(file.toString()),
        "the file is already there",
        "choose another folder, or say that it may be replaced");
  }

  /** One effect a line, so that people can look one up. */
  private static byte[] truth(SimulatedAdoption study) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeBooleanField("simulated", true);
      json.writeStringField("study", study.plan().id());
      json.writeNumberField("version", study.plan().version());
      json.writeNumberField("seed", study.seed());
      json.writeArrayFieldStart("effects");
      for (TrueEffect effect : study.truth()) {
        json.writeRaw('\n');
        effect(json, effect);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void effect(JsonGenerator json, TrueEffect effect) throws IOException {
    json.writeStartObject();
    json.writeStringField("outcome", effect.outcome());
    json.writeStringField("group", effect.group());
    if (effect.cohort() == AdoptionPlan.NEVER) {
      json.writeNullField("cohort");
    } else {
      json.writeNumberField("cohort", effect.cohort());
    }
    json.writeNumberField("eventTime", effect.eventTime());
    json.writeNumberField("units", effect.units());
    json.writeNumberField("effect", effect.effect());
    json.writeNumberField("weighted", effect.weighted());
    json.writeEndObject();
  }

  private static String source(SimulatedAdoption study, String command) {
    return String.format(
        Locale.ROOT,
        """
        # Simulated data

        No real %s stand behind any row. The units, their people, outcomes and effects were
        simulated from the assumptions of study `%s`, version %d.
        They are nobody's results: do not quote them as findings of a study.

        Made by

            %s

        Seed %d. The same plan and seed give the same files.

        | file | rows | columns |
        |---|---:|---:|
        | %s | %d | %d |

        Shares are rounded to five decimals.

        `%s` holds the true effects, exact for these units.
        """,
        study.plan().unit().title().in("en"),
        study.plan().id(),
        study.plan().version(),
        command,
        study.seed(),
        DATA,
        study.table().rows(),
        study.table().names().size(),
        TRUTH);
  }
}
