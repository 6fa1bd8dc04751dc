package org.equipoise.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.waves.FlowCount;
import org.equipoise.waves.ParticipantFlow;
import org.equipoise.waves.ParticipantFlow.AtWave;
import org.equipoise.waves.ParticipantFlow.Box;
import org.equipoise.waves.ParticipantFlow.Lane;
import org.equipoise.waves.ParticipantFlow.Part;
import org.equipoise.waves.ParticipantFlow.Step;
import org.jspecify.annotations.Nullable;

/**
 * A participant flow for programs: codes of the protocol, no titles, and with each number the lines
 * of the ledger behind it.
 */
public final class FlowFields {

  private FlowFields() {}

  /** The fields of a flow. */
  public static Map<String, Object> of(ParticipantFlow flow) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("trial", flow.trial());
    fields.put("version", flow.version());
    fields.put("asOf", flow.day());
    fields.put("lines", flow.upTo());
    fields.put("masked", flow.lanes().get(0).arm() == null);
    fields.put("approachesCounted", flow.approachesCounted());
    fields.put("enrolment", flow.enrolment().stream().map(FlowFields::step).toList());
    fields.put("referredAgain", count(flow.again()));
    fields.put("lanes", flow.lanes().stream().map(FlowFields::lane).toList());
    return fields;
  }

  private static Map<String, @Nullable Object> lane(Lane lane) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("arm", lane.arm() == null ? null : lane.arm().value());
    fields.put("drawn", box(lane.drawn()));
    fields.put("received", lane.received() == null ? null : box(lane.received()));
    fields.put("waves", lane.waves().stream().map(FlowFields::wave).toList());
    fields.put("registers", lane.registers() == null ? null : step(lane.registers()));
    fields.put("withdrawn", parts(lane.withdrawn()));
    fields.put("left", parts(lane.left()));
    fields.put("deviations", parts(lane.deviations()));
    return fields;
  }

  private static Map<String, Object> wave(AtWave wave) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("wave", wave.wave().value());
    fields.put("answers", step(wave.answers()));
    fields.put("analysed", wave.analysed().stream().map(FlowFields::step).toList());
    return fields;
  }

  private static Map<String, Object> step(Step step) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("from", box(step.from()));
    fields.put("aside", step.aside().stream().map(FlowFields::box).toList());
    fields.put("next", step.next().stream().map(FlowFields::box).toList());
    return fields;
  }

  private static Map<String, Object> box(Box box) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("box", box.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    fields.put("code", box.code());
    fields.putAll(count(box.count()));
    if (!box.parts().isEmpty()) {
      fields.put("reasons", parts(box.parts()));
    }
    return fields;
  }

  private static List<Map<String, Object>> parts(List<Part> parts) {
    return parts.stream().map(FlowFields::part).toList();
  }

  private static Map<String, Object> part(Part part) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("reason", part.code());
    fields.putAll(count(part.count()));
    fields.put("atAll", part.atAll());
    return fields;
  }

  private static Map<String, Object> count(FlowCount count) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("people", count.people());
    fields.put("sites", count.sites());
    fields.put("referrers", count.referrers());
    fields.put("lines", count.lines().toString());
    return fields;
  }
}
