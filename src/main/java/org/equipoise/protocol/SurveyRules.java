package org.equipoise.protocol;

import java.util.List;

/** Whether waves, items and scales can be asked and scored as written. */
final class SurveyRules {

  private SurveyRules() {}

  static void waveDays(Protocol p, Problems problems) {
    for (int i = 0; i < p.waves().size(); i++) {
      Wave wave = p.waves().get(i);
      String path = "/waves/" + i;
      if (wave.opensDay() > wave.dueDay() || wave.dueDay() > wave.closesDay()) {
        String found =
            "the days " + wave.opensDay() + ", " + wave.dueDay() + ", " + wave.closesDay();
        problems.error(path, found, "a wave opens, is due and closes in that order");
      }
      for (int r = 0; r < wave.reminderDays().size(); r++) {
        int day = wave.reminderDays().get(r);
        if (day <= wave.opensDay() || day > wave.closesDay()) {
          String found = "a reminder on day " + day + ", outside the window";
          problems.error(path + "/reminders/" + r, found, "days count from the draw, as in opens");
        }
      }
      if (i > 0 && wave.dueDay() < p.waves().get(i - 1).dueDay()) {
        String found = "'" + wave.id() + "' is due before '" + p.waves().get(i - 1).id() + "'";
        problems.error(path + "/due", found, "list the waves in time order");
      }
    }
  }

  static void baselineWave(Protocol p, Problems problems) {
    Wave.Id baseline = p.baselineWave().map(Wave::id).orElse(null);
    for (int i = 0; i < p.waves().size(); i++) {
      Wave wave = p.waves().get(i);
      String path = "/waves/" + i;
      if (wave.baseline() && !wave.id().equals(baseline)) {
        String found = "'" + baseline + "' is the baseline wave already";
        problems.error(path + "/baseline", found, "one wave is asked before the draw");
      } else if (wave.baseline() && wave.dueDay() > 0) {
        String found = "the baseline wave is due on day " + wave.dueDay() + ", after the draw";
        problems.error(path + "/due", found, "answers given after the draw cannot be adjusted for");
      } else if (wave.baseline() && wave.closesDay() > 0) {
        String found = "the baseline wave closes on day " + wave.closesDay() + ", after the draw";
        String expected = "answers given once the arm is known are kept but not adjusted for";
        problems.warning(path + "/closes", found, expected);
      } else if (!wave.baseline() && wave.opensDay() < 0) {
        String found = "'" + wave.id() + "' opens before the draw but is not the baseline wave";
        problems.error(path + "/opens", found, "write \"baseline\": true, or open it later");
      }
    }
  }

  static void items(Protocol p, Problems problems) {
    if (!p.items().isEmpty() && p.waves().isEmpty()) {
      problems.error("/items", "items but no wave to ask them in", "declare \"waves\"");
    }
    List<String> waves = Codes.waves(p);
    List<String> respondents = Codes.of(p.respondents(), Respondent::id);
    for (int i = 0; i < p.items().size(); i++) {
      Item item = p.items().get(i);
      String path = "/items/" + i;
      VariableRules.levels(path, item.type(), item.levels(), problems);
      VariableRules.range(path, item.type(), item.range(), problems);
      for (int w = 0; w < item.waves().size(); w++) {
        problems.refers(path + "/waves/" + w, "wave", item.waves().get(w), waves);
      }
      for (int r = 0; r < item.respondents().size(); r++) {
        String where = path + "/respondents/" + r;
        problems.refers(where, "respondent", item.respondents().get(r), respondents);
      }
      if (!item.themes().isEmpty() && item.type() != ValueType.TEXT) {
        String expected = "only free text is coded to themes: remove them, or the type is text";
        problems.error(path + "/themes", "themes of an item that is no text", expected);
      }
    }
  }

  static void scales(Protocol p, Problems problems) {
    for (int i = 0; i < p.scales().size(); i++) {
      Scale scale = p.scales().get(i);
      String path = "/scales/" + i;
      if (scale.items().size() < 2) {
        problems.error(path + "/items", "fewer than two items", "a scale scores several");
      }
      if (scale.maxMissing() >= scale.items().size()) {
        String found = scale.maxMissing() + " of " + scale.items().size() + " items may be missing";
        problems.error(path + "/maxMissing", found, "at least one must be answered");
      }
      for (int r = 0; r < scale.reversed().size(); r++) {
        List<String> own = Codes.of(scale.items(), Item.Id::value);
        String where = path + "/reversed/" + r;
        problems.refers(where, "item of this scale called", scale.reversed().get(r), own);
      }
      alike(p, path, scale, problems);
    }
  }

  private static void alike(Protocol p, String path, Scale scale, Problems problems) {
    Item first = null;
    for (int i = 0; i < scale.items().size(); i++) {
      String where = path + "/items/" + i;
      if (!problems.refers(where, "item", scale.items().get(i), Codes.items(p))) {
        continue;
      }
      Item item = p.item(scale.items().get(i)).orElseThrow();
      first = first == null ? item : first;
      boolean open = item.range().min().isEmpty() || item.range().max().isEmpty();
      if (!item.type().numeric()) {
        problems.error(where, "'" + item.id() + "' has no numeric value", "leave it out");
      } else if (!sameAnswers(first, item)) {
        String found = "'" + item.id() + "' is answered otherwise than '" + first.id() + "'";
        problems.error(where, found, "items of a scale share levels or range, and waves");
      } else if (item.type() != ValueType.ORDINAL
          && item.type() != ValueType.BINARY
          && open
          && scale.reversed().contains(item.id())) {
        String found = "'" + item.id() + "' is reversed without a lowest and a highest value";
        problems.error(where, found, "give the item min and max");
      }
    }
  }

  private static boolean sameAnswers(Item a, Item b) {
    return a.type() == b.type()
        && Codes.levels(a.levels()).equals(Codes.levels(b.levels()))
        && a.range().equals(b.range())
        && a.waves().equals(b.waves());
  }
}
