package org.equipoise.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Event.ArmDrawn;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints the notice of a draw. */
@Command(
    name = "notice",
    mixinStandardHelpOptions = true,
    header = "Print what a drawn person is told.",
    description =
        "%nNow, or later and not before which day; what it means; that chance decided. The ledger"
            + " notes who printed it.%n")
final class NoticeCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Parameters(index = "1", paramLabel = "ID", description = "The trial id.")
  private String id = "";

  @Override
  public Integer call() throws IOException, Refused {
    try (OpenTrial open = trial.open(Role.SITE)) {
      PersonId who = TrialArgument.person(id);
      Person person = open.person(who);
      Fact<ArmDrawn> drawn = person.drawn();
      if (drawn == null) {
        String standing = TrialArgument.words(person.standing());
        throw Refused.no(
            List.of(
                Finding.error(
                    Place.file("ID"),
                    who + " is not drawn (" + standing + ")",
                    "there is a notice once chance has decided")));
      }
      open.noteViewing("notice " + who, "to tell the person");
      String caution = Notices.caution(person);
      if (!caution.isEmpty()) {
        trial.err().println("equipoise: " + caution);
      }
      String text = new Notices(open.state(), trial.language()).page(who);
      if (trial.json()) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Arm.Id arm = drawn.event().drawn().arm();
        fields.put("person", who);
        fields.put("arm", arm == null ? null : arm.value());
        fields.put("start", drawn.event().start());
        fields.put("on", drawn.event().on());
        fields.put("text", text);
        Json.print(trial.out(), fields);
      } else {
        trial.out().print(text);
      }
      return Main.DONE;
    }
  }
}
