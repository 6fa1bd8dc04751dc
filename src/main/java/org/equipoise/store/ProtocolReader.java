package org.equipoise.store;

import java.util.List;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.CellRule;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Fieldwork;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.Unit;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/** Reads the top level of a protocol and hands each section to the reader of its kind. */
final class ProtocolReader {

  private ProtocolReader() {}

  /**
   * The protocol, with stand-ins where a finding says that something is wrong; null when the file
   * is no protocol of a known format at all, which is one finding.
   */
  static @Nullable Protocol read(JsonTree tree, JsonFindings findings) {
    if (!(tree instanceof JsonTree.JsonObject top)) {
      findings.unusable(tree, "", tree.kind(), "a protocol is an object {\"equipoise\": 1, …}");
      return null;
    }
    JsonTree.Member format = top.members().get("equipoise");
    if (format == null) {
      String expected = "a protocol begins with \"equipoise\": " + Protocol.FORMAT;
      findings.unusable(top, "/equipoise", "the field 'equipoise' is missing", expected);
      return null;
    }
    if (!known(format.value())) {
      String found = "the format version is " + format.value().kind();
      String expected = "this program reads version " + Protocol.FORMAT;
      findings.unusable(format.value(), "/equipoise", found, expected);
      return null;
    }
    JsonTree.Member study = top.members().get("study");
    if (study != null) {
      String expected = "use check, simulate and analyse, which know studies";
      findings.unusable(
          study.value(), "/study", "this is a study in which nothing is drawn", expected);
      return null;
    }
    try (JsonFields fields = new JsonFields(top, "", findings)) {
      return protocol(fields);
    }
  }

  private static boolean known(JsonTree format) {
    return format instanceof JsonTree.JsonNumber number
        && CanonicalJson.number(number.value()).equals(String.valueOf(Protocol.FORMAT));
  }

  private static Protocol protocol(JsonFields f) {
    f.required("equipoise");
    f.optional("$schema", JsonCursor::string, ""); // for editors, which then help and check
    String id = f.required("id").id();
    int version = f.required("version").integer(1);
    Text title = f.required("title").text();
    Text purpose = f.required("purpose").text();
    List<Text> caveats = f.list("caveats", JsonCursor::text);
    Unit unit = f.optional("unit", ProtocolDesign::unit, new Unit(Unit.Kind.PERSON, null));
    List<Arm> arms = f.required("arms").some(ProtocolDesign::arm);
    List<Variable.Id> strata = f.distinct("strata", ProtocolDesign::variableId);
    DrawRule draw = ProtocolDesign.draw(f.required("draw"), arms);
    boolean elsewhere = draw instanceof DrawRule.Recorded;
    boolean dated = f.has("intake") || !elsewhere;
    return new Protocol(
        id,
        version,
        title,
        purpose,
        caveats,
        unit,
        arms,
        strata,
        draw,
        dated ? ProtocolDesign.intake(f.required("intake")) : null,
        f.list("consents", ProtocolDesign::consent),
        f.list("eligibility", ProtocolDesign::criterion),
        f.list("sites", ProtocolDesign::level),
        f.list("referrers", ProtocolDesign::level),
        f.list("variables", ProtocolDesign::variable),
        f.list("respondents", ProtocolSurvey::respondent),
        f.list("waves", ProtocolSurvey::wave),
        f.list("items", ProtocolSurvey::item),
        f.list("scales", ProtocolSurvey::scale),
        f.optional("fieldwork", ProtocolFieldwork::fieldwork, Fieldwork.DEFAULT),
        f.list("registers", ProtocolRegister::register),
        f.required("outcomes").some(ProtocolPlan::outcome),
        f.list("subgroups", ProtocolPlan::subgroup),
        analyses(f, !strata.isEmpty() || paired(draw)),
        f.optional("cells", ProtocolPlan::cells, CellRule.DEFAULT),
        f.optional("data", ProtocolData::layout, ProtocolData.DEFAULT),
        f.orNull("assumptions", ProtocolData::assumptions));
  }

  private static boolean paired(DrawRule draw) {
    return draw instanceof DrawRule.MatchedPairs
        || (draw instanceof DrawRule.Recorded recorded && recorded.pair() != null);
  }

  private static List<Analysis> analyses(JsonFields f, boolean stratified) {
    return f.required("analyses").some(cursor -> ProtocolPlan.analysis(cursor, stratified));
  }
}
