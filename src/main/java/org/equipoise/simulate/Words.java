package org.equipoise.simulate;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Answers to an open question, invented, in the two languages people answer in. */
final class Words {

  /** Share of those who answer a wave who also write something. */
  static final double SHARE = 0.56;

  private static final List<String> ANSWERS =
      List.of(
          "Det är svårt att få ihop allt med pengar, hälsa och myndigheter.",
          "Ingen tar ansvar för helheten; jag skickas runt mellan myndigheterna.",
          "Jag är tacksam för hjälpen, men det tog lång tid.",
          "Tidigare kontakter var dåliga. Nu lyssnar någon på mig.",
          "Jag känner att jag inte passar in i samhället.",
          "Mer tid med samma handläggare, tack!",
          "Alla frågade samma sak: \"Vad vill du?\" Det visste jag inte.",
          "Vill arbeta, men ingen vågar anställa mig.",
          "I fall between the agencies: each says the other should decide.",
          "Things are hard at home and the letters are hard to understand.",
          "It helped to meet everybody at the same table.",
          "I have waited a long time and nothing happens.");

  private Words() {}

  /** One answer. */
  static String draw(UniformRandomProvider stream) {
    return ANSWERS.get(stream.nextInt(ANSWERS.size()));
  }
}
