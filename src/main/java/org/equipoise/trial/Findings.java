package org.equipoise.trial;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;

/** Findings about one thing, collected. */
final class Findings {

  private final Place place;
  private List<Finding> list = List.of();
  private boolean errors;

  Findings(Place place) {
    this.place = place;
  }

  void error(String found, String expected) {
    add(Finding.error(place, found, expected));
    errors = true;
  }

  void warning(String found, String expected) {
    add(Finding.warning(place, found, expected));
  }

  void note(String found, String expected) {
    add(Finding.note(place, found, expected));
  }

  boolean errors() {
    return errors;
  }

  List<Finding> list() {
    return list;
  }

  private void add(Finding finding) {
    if (list.isEmpty()) {
      list = new ArrayList<>();
    }
    list.add(finding);
  }
}
