package org.equipoise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equipoise.finding.Nearest;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.trial.Refused;

/** One of several words on the command line. */
final class Choice {

  private Choice() {}

  /**
   * The constant that a word names: in any case, with hyphens.
   *
   * @param where the option or argument, for the finding
   */
  static <E extends Enum<E>> E of(Class<E> kind, String where, String written) throws Refused {
    String wanted = written.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    List<String> known = new ArrayList<>();
    for (E constant : kind.getEnumConstants()) {
      if (constant.name().equals(wanted)) {
        return constant;
      }
      known.add(TrialArgument.word(constant));
    }
    throw TrialArgument.bad(
        where, "there is no '" + shown(written) + "' here", Nearest.hint(written, known));
  }

  /** What was written, unless it may be somebody's number. */
  static String shown(String written) {
    return PersonalNumber.isIn(written) ? "(hidden)" : written;
  }
}
