package org.equipoise.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.equipoise.analysis.Moment;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.Protocol;
import org.equipoise.simulate.SimulatedTrial;
import org.equipoise.simulate.Truth;

/**
 * What is true of a simulated trial, as JSON.
 *
 * <ul>
 *   <li>{@code simulated} is always true; {@code protocol}, {@code version} and {@code seed} say
 *       what made it;
 *   <li>{@code effects} holds for every outcome, moment, arm and subgroup (null for everybody) the
 *       number of {@code people}; their {@code mean} and {@code meanControl} had all been drawn to
 *       the arm or to the control arm; the {@code effect}, which is the difference; the effect of
 *       the {@code service}, met at once against never; and {@code population} and {@code
 *       populationService}, the same over the population, null where there is no closed form;
 *   <li>{@code contrasts} holds for every wave the shares who would have met the service by its due
 *       day;
 *   <li>{@code responses} holds for every wave the share that answers and each person's propensity,
 *       in the order of {@code persons}.
 * </ul>
 */
public final class TruthFile {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // The shortest digits that read back, the same on every Java version.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private TruthFile() {}

  /** The UTF-8 bytes of the file; the same trial always gives the same bytes. */
  public static byte[] bytes(SimulatedTrial trial) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try (JsonGenerator json = JSON.createGenerator(bytes).setPrettyPrinter(printer)) {
      Protocol protocol = trial.protocol();
      json.writeStartObject();
      json.writeBooleanField("simulated", true);
      json.writeStringField("protocol", protocol.id());
      json.writeNumberField("version", protocol.version());
      json.writeNumberField("seed", trial.seed());
      json.writeArrayFieldStart("effects");
      for (Truth.Effect effect : trial.truth().effects()) {
        effect(json, effect, protocol);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("contrasts");
      for (Truth.Contrast contrast : trial.truth().contrasts()) {
        contrast(json, contrast);
      }
      json.writeEndArray();
      responses(json, trial);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void effect(JsonGenerator json, Truth.Effect effect, Protocol protocol)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("outcome", effect.outcome().value());
    moment(json, effect.moment());
    if (effect.subgroup() == null) {
      json.writeNullField("subgroup");
    } else {
      json.writeStringField("subgroup", effect.subgroup().value());
    }
    json.writeStringField("arm", effect.arm().value());
    json.writeStringField("control", protocol.control().id().value());
    json.writeNumberField("people", effect.people());
    number(json, "mean", effect.mean());
    number(json, "meanControl", effect.meanControl());
    number(json, "effect", effect.effect());
    number(json, "service", effect.service());
    number(json, "population", effect.population());
    number(json, "populationService", effect.populationService());
    json.writeEndObject();
  }

  private static void moment(JsonGenerator json, Moment moment) throws IOException {
    if (moment instanceof Moment.AtWave at) {
      json.writeStringField("wave", at.wave().value());
    } else if (moment instanceof Moment.AtPeriod at) {
      json.writeNumberField(word(at.unit()), at.number());
      json.writeStringField("measure", word(at.measure()));
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void contrast(JsonGenerator json, Truth.Contrast contrast) throws IOException {
    json.writeStartObject();
    json.writeStringField("wave", contrast.wave().value());
    json.writeStringField("arm", contrast.arm().value());
    number(json, "met", contrast.met());
    number(json, "metControl", contrast.metControl());
    number(json, "left", contrast.left());
    number(json, "population", contrast.population());
    json.writeEndObject();
  }

  private static void responses(JsonGenerator json, SimulatedTrial trial) throws IOException {
    List<Truth.Response> responses = trial.truth().responses();
    if (responses.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("persons");
    DataLayout data = trial.protocol().data();
    for (Frame table : trial.tables()) {
      if (table.has(data.arm())) {
        TextColumn ids = table.texts(data.idColumn());
        CategoryColumn arms = table.categories(data.arm());
        for (int row = 0; row < table.rows(); row++) {
          if (!arms.isMissing(row)) {
            json.writeString(ids.at(row));
          }
        }
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("responses");
    for (Truth.Response response : responses) {
      json.writeStartObject();
      json.writeStringField("wave", response.wave().value());
      number(json, "share", response.share());
      number(json, "factorLoading", response.factorLoading());
      json.writeArrayFieldStart("propensities");
      for (double propensity : response.propensities()) {
        json.writeNumber(propensity);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isNaN(value)) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
