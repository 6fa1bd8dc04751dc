package org.equipoise.cli;

import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.Actor;
import org.equipoise.trial.Office;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who works on a trial. */
final class Worker {

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      description = "Who you are (default: EQUIPOISE_ACTOR, else your account).")
  private @Nullable String actor;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description =
          "As what you act: keeper, site, drawer, analyst or auditor (default: EQUIPOISE_ROLE, else"
              + " what the command is for).")
  private @Nullable String role;

  /** Who works, where and when. */
  Office office(Surroundings here, Actor.Role usual) throws Refused {
    Actor who = new Actor(name(here), role(here, usual));
    return new Office(who, Main.program(), here.clock(), here.zone(), here.entropy());
  }

  private String name(Surroundings here) throws Refused {
    String name = actor == null ? here.environment().getOrDefault("EQUIPOISE_ACTOR", "") : actor;
    name = (name.isBlank() ? here.user() : name).strip();
    if (name.isEmpty()) {
      throw TrialArgument.bad(
          "--actor", "nobody is named", "write --actor NAME, or set EQUIPOISE_ACTOR");
    } else if (PersonalNumber.isIn(name)) {
      throw TrialArgument.bad(
          "--actor", "a personal number (hidden)", "write a name or an account");
    }
    return name;
  }

  private Actor.Role role(Surroundings here, Actor.Role usual) throws Refused {
    String written = role == null ? here.environment().getOrDefault("EQUIPOISE_ROLE", "") : role;
    return written.isBlank() ? usual : Choice.of(Actor.Role.class, "--role", written);
  }
}
