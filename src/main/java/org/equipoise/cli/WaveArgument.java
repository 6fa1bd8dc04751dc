package org.equipoise.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.equipoise.finding.Nearest;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.store.IdLookup;
import org.equipoise.trial.Person;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;

/** Waves, respondents and people as they are named on the command line and in files. */
final class WaveArgument {

  private WaveArgument() {}

  /** The wave with a code. */
  static Wave wave(Protocol protocol, String where, String written) throws Refused {
    for (Wave wave : protocol.waves()) {
      if (wave.id().value().equalsIgnoreCase(written.strip())) {
        return wave;
      }
    }
    List<String> known = protocol.waves().stream().map(wave -> wave.id().value()).toList();
    throw TrialArgument.bad(
        where, "there is no wave '" + Choice.shown(written) + "'", Nearest.hint(written, known));
  }

  /** The respondent with a code; the participant when none is named. */
  static Respondent.Id respondent(Protocol protocol, @Nullable String written) throws Refused {
    if (written == null) {
      return protocol.participant();
    }
    Respondent.Id id = new Respondent.Id(written.strip().toLowerCase(Locale.ROOT));
    if (protocol.respondent(id).isEmpty()) {
      List<String> known = protocol.respondents().stream().map(r -> r.id().value()).toList();
      throw TrialArgument.bad(
          "--respondent",
          "there is no respondent '" + Choice.shown(written) + "'",
          Nearest.hint(written, known));
    }
    return id;
  }

  static Wave.@Nullable Mode mode(@Nullable String written) throws Refused {
    return written == null ? null : Choice.of(Wave.Mode.class, "--mode", written);
  }

  static @Nullable Encoding encoding(@Nullable String written) throws Refused {
    return written == null ? null : Choice.of(Encoding.class, "--encoding", written);
  }

  /** Whom ids in files mean. */
  static IdLookup people(OpenTrial open) throws IOException {
    return IdLookup.of(
        open.state().persons().stream().map(Person::id).toList(), open.records().all().values());
  }
}
