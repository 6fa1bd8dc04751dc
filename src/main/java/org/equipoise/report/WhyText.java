package org.equipoise.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.equipoise.document.Language;
import org.equipoise.draw.Drawn;
import org.equipoise.ledger.Event.ArmDrawn;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Why;

/** All that decided a draw, so that it can be made again by hand. */
public final class WhyText {

  private final TrialWording wording;
  private final Why why;

  private WhyText(TrialWording wording, Why why) {
    this.wording = wording;
    this.why = why;
  }

  /** The words for a draw; the protocol is the one in force when it was made. */
  public static WhyText of(Protocol protocol, Why why, Language language) {
    return new WhyText(new TrialWording(protocol, language), why);
  }

  /** The text; each line ends in a line feed. */
  public String text() {
    StringBuilder out = new StringBuilder(800);
    Fact<ArmDrawn> first = why.first();
    Drawn drawn = first.event().drawn();
    String day = wording.day(why.draw().event().on());
    String line = String.valueOf(why.draw().line());
    line(out, wording.say(TrialWord.WHY_HEAD, why.person().value(), arm(drawn)));
    line(out, wording.say(TrialWord.WHY_WHEN, day, line, drawn.rule()));
    if (why.draw().line() != first.line()) {
      line(out, wording.say(TrialWord.WHY_JOINS, String.valueOf(first.line()), drawn.unit()));
    }
    line(out, "");
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put(wording.say(TrialWord.WHY_STREAM), wording.stream(drawn.stream()));
    rows.put(wording.say(TrialWord.WHY_POSITION), String.valueOf(drawn.position()));
    if (drawn.batch() > 0) {
      rows.put(wording.say(TrialWord.WHY_BATCH), String.valueOf(drawn.batch()));
    }
    rows.put(wording.say(TrialWord.WHY_DESIGN), drawn.probability().toString());
    rows.put(wording.say(TrialWord.WHY_CHANCE), drawn.chance().toString());
    table(out, rows);
    section(out, TrialWord.WHY_INPUTS, drawn.inputs());
    section(out, TrialWord.WHY_EVIDENCE, drawn.evidence());
    section(out, TrialWord.WHY_REMADE, why.remade());
    line(out, "");
    boolean keyed = !why.remade().isEmpty();
    line(out, wording.say(keyed ? TrialWord.WHY_RULES : TrialWord.WHY_KEYLESS));
    return out.toString();
  }

  /** The same for programs. */
  public Map<String, Object> fields() {
    Drawn drawn = why.first().event().drawn();
    Map<String, Object> fields = new LinkedHashMap<>();
    Arm.Id arm = drawn.arm();
    fields.put("person", why.person().value());
    fields.put("arm", arm == null ? "" : arm.value());
    fields.put("on", why.draw().event().on().toString());
    fields.put("line", why.draw().line());
    fields.put("drawnOnLine", why.first().line());
    fields.put("unit", drawn.unit());
    fields.put("rule", drawn.rule());
    fields.put("scheme", drawn.stream().scheme());
    fields.put("site", drawn.stream().site());
    fields.put("stratum", drawn.stream().stratum());
    fields.put("position", drawn.position());
    fields.put("batch", drawn.batch());
    fields.put("probability", drawn.probability().toString());
    fields.put("chance", drawn.chance().toString());
    fields.put("inputs", drawn.inputs());
    fields.put("evidence", drawn.evidence());
    fields.put("remade", why.remade());
    return fields;
  }

  private String arm(Drawn drawn) {
    Arm.Id arm = drawn.arm();
    return arm == null
        ? wording.say(TrialWord.FILL_IN)
        : wording.text(wording.arm(arm).title()) + " (" + arm + ")";
  }

  private void section(StringBuilder out, TrialWord head, Map<String, String> rows) {
    if (!rows.isEmpty()) {
      line(out, "");
      line(out, wording.say(head));
      table(out, rows);
    }
  }

  private static void table(StringBuilder out, Map<String, String> rows) {
    int width = 0;
    for (String name : rows.keySet()) {
      width = Math.max(width, name.length());
    }
    for (Map.Entry<String, String> row : rows.entrySet()) {
      String gap = " ".repeat(width - row.getKey().length() + 2);
      String indent = "\n" + " ".repeat(width + 4);
      line(out, "  " + row.getKey() + gap + row.getValue().replace("\n", indent));
    }
  }

  private static void line(StringBuilder out, String words) {
    out.append(words.stripTrailing()).append('\n');
  }
}
