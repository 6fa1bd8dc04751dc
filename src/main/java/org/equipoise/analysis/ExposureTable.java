package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;

/** Who had met the service by each wave: how much contrast between the arms was left. */
final class ExposureTable {

  private ExposureTable() {}

  /** Counts by wave and arm; empty when the data hold no dates of draw and meeting. */
  static List<Exposure> of(Protocol protocol, TrialData data) {
    List<Exposure> table = new ArrayList<>();
    if (!data.hasMeetings()) {
      return table;
    }
    int[] arms = data.design().arm();
    for (Wave wave : protocol.waves()) {
      boolean[] met = data.metWithin(wave.dueDay());
      int[] counts = new int[protocol.arms().size()];
      int[] people = new int[protocol.arms().size()];
      for (int i = 0; i < arms.length; i++) {
        people[arms[i]]++;
        counts[arms[i]] += met[i] ? 1 : 0;
      }
      for (int a = 0; a < counts.length; a++) {
        table.add(new Exposure(wave.id(), protocol.arms().get(a).id(), counts[a], people[a]));
      }
    }
    return table;
  }
}
