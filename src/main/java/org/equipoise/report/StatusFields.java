package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.Delivery;
import org.equipoise.trial.Enrolment;
import org.equipoise.trial.Standing;
import org.jspecify.annotations.Nullable;

/**
 * How a trial goes, for programs: fields that stay as they are, codes of the protocol, no titles.
 */
public final class StatusFields {

  private StatusFields() {}

  /** The fields of a status; {@code delivery} is null where arms may not be seen. */
  public static Map<String, Object> of(
      Protocol protocol, Enrolment enrolment, @Nullable Delivery delivery) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("trial", protocol.id());
    fields.put("version", protocol.version());
    fields.put("target", enrolment.target());
    fields.put("due", enrolment.due());
    fields.put("all", group(enrolment.all()));
    fields.put("sites", groups(enrolment.sites()));
    fields.put("referrers", groups(enrolment.referrers()));
    fields.put("sitesAway", enrolment.sitesAway());
    List<Finding> alarms = new ArrayList<>(enrolment.alarms());
    if (delivery != null) {
      fields.put("balance", delivery.balance().stream().map(StatusFields::balance).toList());
      fields.put("arms", delivery.arms().stream().map(StatusFields::course).toList());
      fields.put("separationWeeks", delivery.separation());
      alarms.addAll(delivery.alarms());
    }
    fields.put("alarms", alarms.stream().map(Finding::toString).toList());
    return fields;
  }

  private static List<Map<String, Object>> groups(List<Enrolment.Group> groups) {
    return groups.stream().map(StatusFields::group).toList();
  }

  private static Map<String, Object> group(Enrolment.Group group) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("code", group.code());
    fields.put("referred", group.referred());
    fields.put("referredAgain", group.again());
    Map<String, Object> standing = new LinkedHashMap<>();
    Map<String, Object> reasons = new LinkedHashMap<>();
    for (Standing.Kind kind : Standing.Kind.values()) {
      standing.put(code(kind), group.count(kind));
      Map<String, Integer> why = group.reasons().get(kind);
      if (why != null && !why.isEmpty()) {
        reasons.put(code(kind), why);
      }
    }
    fields.put("standing", standing);
    fields.put("reasons", reasons);
    return fields;
  }

  private static Map<String, Object> balance(Delivery.Balance balance) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scheme", balance.stream().scheme());
    fields.put("site", balance.stream().site());
    fields.put("stratum", balance.stream().stratum());
    fields.put("units", balance.units());
    fields.put("fillIn", balance.fillIn());
    return fields;
  }

  private static Map<String, Object> course(Delivery.Course course) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("arm", course.arm().value());
    fields.put("drawn", course.drawn());
    fields.put("told", course.told());
    fields.put("waiting", course.waiting());
    fields.put("due", course.due());
    fields.put("started", course.started());
    fields.put("early", course.early());
    fields.put("late", course.late());
    fields.put("never", course.never());
    Map<String, Object> withdrawn = new LinkedHashMap<>();
    course.withdrawn().forEach((from, people) -> withdrawn.put(code(from), people));
    fields.put("withdrawn", withdrawn);
    fields.put("left", course.left());
    fields.put("medianStartDays", course.medianStart());
    return fields;
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
