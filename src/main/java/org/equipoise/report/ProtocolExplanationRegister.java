package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.protocol.Counting;
import org.equipoise.protocol.Prices;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;

/** How far a register reaches and how its series are counted, in plain words. */
final class ProtocolExplanationRegister {

  private final Register register;
  private final ProtocolExplanationWords words;

  ProtocolExplanationRegister(Register register, ProtocolExplanationWords words) {
    this.register = register;
    this.words = words;
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    Register.Covers covers = register.covers();
    if (covers != null) {
      sentences.add(words.say("register.covers", day(covers.from()), day(covers.to())));
    }
    Prices prices = register.prices();
    if (prices != null) {
      sentences.add(words.say("register.prices", Integer.toString(prices.year())));
    }
    for (Series series : register.series()) {
      String title = words.of(series.title());
      Counting counting = series.counting();
      if (counting instanceof Counting.Spells spells) {
        String when =
            spells.when() == Counting.When.AT_LEAST
                ? words.say("counts.at-least", spells.days())
                : words.word("counts", spells.when());
        sentences.add(words.say("counts.spells", title, words.list(spells.states()), when));
      } else if (counting instanceof Counting.Payments paid) {
        String kinds = paid.kinds().isEmpty() ? words.say("counts.all") : words.list(paid.kinds());
        sentences.add(
            words.say("counts.payments", title, kinds, words.word("counts", paid.paid())));
      } else if (!counting.parts().isEmpty()) {
        List<String> parts = counting.parts().stream().map(Series.Id::value).toList();
        sentences.add(words.say("counts.derived", title, words.list(parts)));
      }
    }
    return sentences;
  }

  private static String day(java.time.@org.jspecify.annotations.Nullable LocalDate day) {
    return day == null ? "\u2026" : day.toString();
  }
}
