package org.equipoise.waves;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Person;
import org.equipoise.trial.Standing;
import org.equipoise.trial.TrialState;

/**
 * What became of the drawn at each wave, as far as the ledger tells by the end of a day: the {@link
 * Disposition} of each case, which rates are made of too, and what it is waiting for.
 */
final class LedgerFates implements Fate.Teller {

  private final List<Wave> waves;
  private final LocalDate day;
  private final Disposition disposition;

  LedgerFates(TrialState state, LocalDate day) {
    this.waves = state.protocol().waves();
    this.day = day;
    // Whose identity is protected stands in no ledger: such a person was sent nothing.
    this.disposition =
        new Disposition(state, waves, state.protocol().participant(), day, person -> false);
  }

  @Override
  public List<Fate> of(Person person) {
    disposition.of(person);
    List<Fate> fates = new ArrayList<>(waves.size());
    for (int w = 0; w < waves.size(); w++) {
      boolean settled = (disposition.marks(w) & Cases.SETTLED) != 0;
      fates.add(
          settled || disposition.isOver(w)
              ? new Fate(disposition.kind(w), disposition.line(w))
              : waiting(person, waves.get(w)));
    }
    return fates;
  }

  private Fate waiting(Person person, Wave wave) {
    boolean open = !day.isBefore(FlowTally.drawnOn(person).plusDays(wave.opensDay()));
    return new Fate(
        open ? Fate.Kind.OPEN : Fate.Kind.NOT_OPEN, Deciding.line(person, Standing.Kind.DRAWN));
  }
}
