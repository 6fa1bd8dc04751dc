package org.equipoise.protocol;

import java.util.OptionalInt;

/** What arms a trial needs. */
final class ArmRules {

  private ArmRules() {}

  static void twoArms(Protocol p, Problems problems) {
    if (p.arms().size() < 2) {
      problems.error("/arms", "one arm only", "a trial compares at least two");
    }
  }

  static void oneControl(Protocol p, Problems problems) {
    Arm control = null;
    for (int i = 0; i < p.arms().size(); i++) {
      Arm arm = p.arms().get(i);
      if (arm.control() && control != null) {
        String found = "'" + control.id() + "' is the control already";
        problems.error("/arms/" + i + "/control", found, "exactly one arm is the control");
      } else if (arm.control()) {
        control = arm;
      }
    }
    if (control == null) {
      String expected = "write \"control\": true at the arm that the others are compared with";
      problems.error("/arms", "no arm is the control", expected);
    }
  }

  /** The control must get the service later than the others, or never. */
  static void contrast(Protocol p, Problems problems) {
    OptionalInt control =
        p.arms().stream()
            .filter(Arm::control)
            .findFirst()
            .map(Arm::startsAfterDays)
            .orElse(OptionalInt.empty());
    for (int i = 0; i < p.arms().size() && control.isPresent(); i++) {
      Arm arm = p.arms().get(i);
      if (!arm.control() && arm.startsAfterDays().orElse(Integer.MIN_VALUE) >= control.getAsInt()) {
        String found =
            "'"
                + arm.id()
                + "' starts on day "
                + arm.startsAfterDays().getAsInt()
                + " and the control on day "
                + control.getAsInt();
        problems.error(
            "/arms/" + i + "/startsAfterDays", found, "the control must start later, or never");
      }
    }
  }
}
