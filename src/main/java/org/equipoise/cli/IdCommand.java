package org.equipoise.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.PersonId;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Finds the trial id of a person. */
@Command(
    name = "id",
    mixinStandardHelpOptions = true,
    header = "Ask for a personal number or a code, and print the trial id.",
    description =
        "%nThe number is asked for, or read from standard input: on the command line other programs"
            + " could see it. It is not shown, stored or logged. The exit code is 1 when nobody with"
            + " the id has been referred.%n")
final class IdCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Override
  public Integer call() throws IOException, Refused {
    try (OpenTrial open = trial.open(Role.SITE)) {
      PersonKey key = open.identity();
      String line = trial.surroundings().input().line("Personal number or code");
      PersonId person = read(key, line == null ? "" : line.strip());
      boolean known = open.state().person(person).isPresent();
      if (trial.json()) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("person", person);
        fields.put("referred", known);
        Json.print(trial.out(), fields);
      } else {
        trial.out().println(person);
        if (!known) {
          trial.err().println("equipoise: nobody with this id has been referred");
        }
      }
      return known ? Main.DONE : Main.NO;
    }
  }

  /** Ten digits or more are meant as a personal number, and must be a right one. */
  private PersonId read(PersonKey key, String written) throws Refused {
    int digits = 0;
    for (int i = 0; i < written.length(); i++) {
      digits += Character.isDigit(written.charAt(i)) ? 1 : 0;
    }
    boolean letters = written.chars().anyMatch(Character::isLetter);
    if (!written.isEmpty() && (letters || digits < 10)) {
      return key.ofReference(written);
    }
    PersonalNumber.Reading reading = PersonalNumber.read(written, trial.today());
    String number = reading.digits();
    if (number == null) {
      Place place = Place.file("personal number");
      throw Refused.badInput(List.of(Finding.error(place, reading.wrong(), reading.expected())));
    }
    return key.ofPersonalNumber(number);
  }
}
