package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Recruitment;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Released.Drawn;
import org.equipoise.disclosure.Released.Input;
import org.equipoise.disclosure.Released.NotDrawn;
import org.equipoise.protocol.Arm;
import org.jspecify.annotations.Nullable;

/** Gates the way from referral to draw, and lends the sizes of arms to the other gates. */
final class PeopleGate {

  private static final int REASON = 0;
  private static final int ARM = 1;
  private static final int REFERRED = 2;
  private static final int DRAWN = 3;

  private final CountNet net;
  private final Recruitment recruitment;
  private final Count referred;
  private final Count drawn;
  private final List<Count> reasons = new ArrayList<>();
  private final Map<Arm.Id, Count> arms = new LinkedHashMap<>();

  PeopleGate(CountNet net, Recruitment recruitment) {
    this.net = net;
    this.recruitment = recruitment;
    referred = net.printed(REFERRED, recruitment.referred());
    drawn = net.printed(DRAWN, recruitment.drawn());
    recruitment.notDrawn().forEach(r -> reasons.add(net.printed(REASON, r.people())));
    recruitment.arms().forEach(a -> arms.put(a.arm(), net.printed(ARM, a.people())));
    List<Count> outcomes = new ArrayList<>(reasons);
    outcomes.add(drawn);
    net.sum(referred, outcomes);
    net.sum(drawn, List.copyOf(arms.values()));
  }

  /** The persons drawn to an arm (null: to any), as a count printed in several places. */
  Count drawn(Arm.@Nullable Id arm, int value) {
    Count size = arm == null ? drawn : arms.get(arm);
    int known =
        arm == null
            ? recruitment.drawn()
            : recruitment.arms().stream()
                .filter(a -> a.arm().equals(arm))
                .mapToInt(Recruitment.Drawn::people)
                .findFirst()
                .orElse(-1);
    if (size != null && known == value) {
      return size;
    }
    return net.shared(ARM, value, "drawn", arm == null ? "" : arm);
  }

  Released.Recruitment release(GateLog log) {
    List<NotDrawn> notDrawn = new ArrayList<>();
    for (int i = 0; i < reasons.size(); i++) {
      Recruitment.NotDrawn row = recruitment.notDrawn().get(i);
      notDrawn.add(
          new NotDrawn(
              row.reason(),
              log.count("not-drawn/" + (i + 1), reasons.get(i).cell(), row.people())));
    }
    List<Drawn> sizes = new ArrayList<>();
    for (Recruitment.Drawn row : recruitment.arms()) {
      Count size = arms.get(row.arm());
      if (size != null) {
        sizes.add(new Drawn(row.arm(), log.count("drawn/" + row.arm(), size.cell(), row.people())));
      }
    }
    return new Released.Recruitment(
        log.count("referred", referred.cell(), recruitment.referred()),
        notDrawn,
        log.count("drawn", drawn.cell(), recruitment.drawn()),
        sizes);
  }

  /** The rows of the files give the number referred away. */
  List<Input> inputs(Results results, GateLog log) {
    List<Input> inputs = new ArrayList<>();
    for (Results.Input input : results.inputs()) {
      Gated<Integer> rows = log.count("rows/" + input.name(), referred.cell(), input.rows());
      inputs.add(new Input(input.name(), input.file(), rows, input.sha256()));
    }
    return inputs;
  }
}
