package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Text;

/**
 * Who of the persons referred was drawn, and why the others were not.
 *
 * @param protocol the trial as promised
 * @param referred rows of persons referred
 * @param notDrawn the reasons, in the order of the protocol
 * @param drawn the rows of persons drawn
 */
record PersonRows(
    Protocol protocol, int referred, List<Recruitment.NotDrawn> notDrawn, Frame drawn) {

  /** A consent or criterion that must have a given answer before anybody is drawn. */
  private record Gate(Text reason, CategoryColumn answers, int passing) {
    boolean stops(int row) {
      int code = answers.codeAt(row);
      return code != CategoryColumn.MISSING && code != passing;
    }
  }

  static PersonRows of(Protocol protocol, Frame persons, List<Finding> findings) {
    DataLayout layout = protocol.data();
    CategoryColumn arms = persons.categories(layout.arm());
    List<Gate> gates = gates(protocol, persons);
    int[] stopped = new int[gates.size()];
    int[] drawn = new int[persons.rows()];
    int count = 0;
    for (int row = 0; row < persons.rows(); row++) {
      int gate = firstStopping(gates, row);
      if (!arms.isMissing(row)) {
        drawn[count++] = row;
        if (gate >= 0) {
          findings.add(
              Finding.warning(
                  persons.placeOf(row, layout.arm()),
                  "drawn although this was not met: " + gates.get(gate).reason().in("en"),
                  "kept as drawn; record the deviation"));
        }
      } else if (gate >= 0) {
        stopped[gate]++;
      } else {
        findings.add(
            Finding.error(
                persons.placeOf(row, layout.arm()),
                "no arm, and nothing says why the person was not drawn",
                armOrReason(protocol.arms(), gates)));
      }
    }
    List<Recruitment.NotDrawn> reasons = new ArrayList<>();
    for (int g = 0; g < stopped.length; g++) {
      reasons.add(new Recruitment.NotDrawn(gates.get(g).reason(), stopped[g]));
    }
    Frame kept = count == persons.rows() ? persons : persons.select(Arrays.copyOf(drawn, count));
    return new PersonRows(protocol, persons.rows(), reasons, kept);
  }

  Recruitment recruitment(TrialData.Design design) {
    int[] sizes = new int[protocol.arms().size()];
    for (int arm : design.arm()) {
      sizes[arm]++;
    }
    List<Recruitment.Drawn> arms = new ArrayList<>();
    int control = protocol.arms().indexOf(protocol.control());
    arms.add(new Recruitment.Drawn(protocol.control().id(), sizes[control]));
    for (int a = 0; a < sizes.length; a++) {
      if (a != control) {
        arms.add(new Recruitment.Drawn(protocol.arms().get(a).id(), sizes[a]));
      }
    }
    return new Recruitment(referred, notDrawn, design.arm().length, arms);
  }

  private static List<Gate> gates(Protocol protocol, Frame persons) {
    DataLayout layout = protocol.data();
    int yes = Coding.NO_YES.indexOf("yes");
    List<Gate> gates = new ArrayList<>();
    for (Criterion criterion : protocol.eligibility()) {
      String name = layout.columnOf(criterion.id().value());
      if (persons.has(name)) {
        int passing = criterion.mustBe() ? yes : 1 - yes;
        gates.add(new Gate(criterion.question(), persons.categories(name), passing));
      }
    }
    for (Consent consent : protocol.consents()) {
      String name = layout.columnOf(consent.id().value());
      if (consent.required() && persons.has(name)) {
        gates.add(new Gate(consent.title(), persons.categories(name), yes));
      }
    }
    return gates;
  }

  private static int firstStopping(List<Gate> gates, int row) {
    for (int g = 0; g < gates.size(); g++) {
      if (gates.get(g).stops(row)) {
        return g;
      }
    }
    return -1;
  }

  private static String armOrReason(List<Arm> arms, List<Gate> gates) {
    String arm =
        "write one of " + String.join(", ", arms.stream().map(a -> a.id().value()).toList());
    String columns = String.join(", ", gates.stream().map(gate -> gate.answers().name()).toList());
    return gates.isEmpty()
        ? arm
        : arm + "; or, if not drawn, the answer that stopped it: " + columns;
  }
}
