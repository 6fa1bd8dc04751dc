package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;

/** Collects what is found about data as a whole. */
final class DataFindings {

  /** Below about so many clusters, cluster-robust errors are too small (Cameron, Miller 2015). */
  static final int FEW_CLUSTERS = 30;

  private final Place place;
  private final List<Finding> all = new ArrayList<>();

  DataFindings(String source) {
    this.place = Place.file(source);
  }

  void error(String found, String expected) {
    all.add(Finding.error(place, found, expected));
  }

  void warning(String found, String expected) {
    all.add(Finding.warning(place, found, expected));
  }

  void note(String found, String expected) {
    all.add(Finding.note(place, found, expected));
  }

  List<Finding> all() {
    return all;
  }
}
