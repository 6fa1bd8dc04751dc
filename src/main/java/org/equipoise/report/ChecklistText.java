package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.equipoise.waves.Checklist;
import org.equipoise.waves.Checklist.Statement;

/**
 * A draft of a reporting checklist in Markdown: what the ledger proves, item by item with its
 * lines, and what is left for people to write.
 */
public final class ChecklistText {

  /** Above this many characters a list of lines is only begun. */
  private static final int LONGEST = 60;

  private final FlowWording wording;
  private final Words words;

  private ChecklistText(Protocol protocol, Language language) {
    this.wording = new FlowWording(protocol, language);
    this.words = wording.words();
  }

  /** The document; lines end in {@code \n}. */
  public static String of(Protocol protocol, Checklist checklist, Language language) {
    return new ChecklistText(protocol, language).document(checklist);
  }

  private String document(Checklist checklist) {
    StringBuilder out = new StringBuilder(4096);
    String title = wording.trial().text(wording.protocol().title());
    out.append("# ").append(words.say(FlowWord.CHECKLIST_TITLE, plain(title))).append("\n\n");
    out.append(words.say(FlowWord.CHECKLIST_HOW)).append('\n');
    String item = "";
    for (Statement statement : checklist.statements()) {
      if (!statement.topic().item().equals(item)) {
        item = statement.topic().item();
        String name = words.find("item", item).orElse("");
        out.append("\n## ").append(item).append(". ").append(name).append("\n\n");
      }
      out.append("- ").append(sentence(statement)).append('\n');
    }
    out.append("\n## ").append(words.say(FlowWord.CHECKLIST_REST)).append("\n\n");
    for (String rest : List.of("11", "21b", "25", "26", "other")) {
      out.append("- [ ] ").append(words.find("rest", rest).orElse(rest)).append('\n');
    }
    return out.toString();
  }

  private String sentence(Statement statement) {
    String[] values = named(statement);
    for (int i = 0; i < values.length; i++) {
      values[i] = plain(values[i]);
    }
    String sentence = words.say(statement.topic(), values).stripTrailing();
    String lines = statement.lines().toString();
    if (lines.isEmpty()) {
      return sentence;
    }
    String shown = lines;
    if (lines.length() > LONGEST) {
      shown = lines.substring(0, lines.lastIndexOf(',', LONGEST)) + " …";
    }
    return sentence + " " + words.say(FlowWord.CHECKLIST_LINES, shown);
  }

  /** The values with codes as people read them. */
  private String[] named(Statement statement) {
    String[] values = statement.values().toArray(String[]::new);
    switch (statement.topic()) {
      case DRAWN -> values[0] = wording.arm(values[0]);
      case RULE -> values[0] = rule();
      case VIEWED -> {
        String role = wording.trial().words().find("role", values[4]).orElse(values[4]);
        values[1] = values[1] + " (" + role + ")";
        values[3] = quoted(values[3]);
      }
      case AMENDED -> values[2] = quoted(values[2]);
      case DELIVERED -> {
        values[0] = wording.arm(values[0]);
        values[1] = counted(values[1], wording::course);
      }
      case LOST -> {
        values[0] = wording.arm(values[0]);
        values[1] = counted(values[1], wording::reason);
        values[2] = counted(values[2], wording::reason);
      }
      case UNANSWERED -> {
        values[0] = wording.arm(values[0]);
        values[1] = wording.wave(new Wave.Id(values[1]));
        String why = values[3];
        values[3] = why.isEmpty() ? "" : " (" + counted(why, wording::reason) + ")";
      }
      case SITES -> {
        List<String> sites = new ArrayList<>();
        for (String code : values[0].split(" ", -1)) {
          sites.add(wording.site(code));
        }
        values[0] = String.join(", ", sites);
      }
      case DEVIATED -> {
        values[1] = wording.deviation(values[1]);
        values[2] = quoted(values[2]);
      }
      case WAVE_CLOSED -> {
        values[0] = wording.wave(new Wave.Id(values[0]));
        values[2] = quoted(values[2]);
      }
      default -> {
        // Days, numbers and names stand as they are.
      }
    }
    return values;
  }

  /** How chance decides, as the protocol is explained. */
  private String rule() {
    ProtocolExplanationWords plain = ProtocolExplanationWords.in(words.language().tag());
    return String.join(" ", new ProtocolExplanationDraw(wording.protocol(), plain).sentences());
  }

  /** {@code died=2 lost=1} as people read it; that there is none when it is empty. */
  private String counted(String counts, UnaryOperator<String> name) {
    if (counts.isEmpty()) {
      return words.say(FlowWord.CHECKLIST_NONE);
    }
    List<String> named = new ArrayList<>();
    for (String count : counts.split(" ", -1)) {
      int equals = count.indexOf('=');
      named.add(name.apply(count.substring(0, equals)) + ": " + count.substring(equals + 1));
    }
    return String.join("; ", named);
  }

  /** What somebody wrote, set apart from what the program says. */
  private String quoted(String reason) {
    return reason.isEmpty() ? "" : words.say(FlowWord.CHECKLIST_QUOTED, reason);
  }

  /** Reasons are written by people: what Markdown would read as markup is taken literally. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\`*_[]<>#|".indexOf(c) >= 0) {
        plain.append('\\');
      }
      plain.append(c < ' ' ? ' ' : c);
    }
    return plain.toString();
  }
}
