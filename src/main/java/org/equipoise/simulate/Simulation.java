package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.DataLayout.Rows;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;
import org.equipoise.simulate.Streams.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * Makes trials with known truth from a protocol and its planning assumptions.
 *
 * <p>Every person is simulated in several worlds at once: drawn to each arm, served at once, never
 * served. The arm drawn says which of them the data show; the others make the truth. Each value is
 * the quantile of a distribution with the assumed mean, at a rank the person keeps in all worlds,
 * so the assumed means and effects hold exactly over the population. Ranks of one person are
 * correlated through one factor, over items, waves, registers and what was known before the draw.
 *
 * <p>The assumed effects are assumptions of whoever planned the trial. Nothing here is an estimate
 * of a real one.
 */
public final class Simulation {

  /** Share of proxies who answer about those who let them. */
  private static final double PROXIES_ANSWERING = 0.8;

  private final Protocol protocol;
  private final Assumptions assumed;

  private Simulation(Protocol protocol, Assumptions assumed) {
    this.protocol = protocol;
    this.assumed = assumed;
  }

  /**
   * A simulation of a protocol.
   *
   * @throws IllegalArgumentException if {@link #check} finds an error
   */
  public static Simulation of(Protocol protocol) {
    List<Finding> findings = check(protocol, protocol.id());
    Assumptions assumed = protocol.assumptions();
    if (assumed == null || !findings.isEmpty()) {
      throw new IllegalArgumentException(findings.toString());
    }
    return new Simulation(protocol, assumed);
  }

  /**
   * What a protocol lacks to be simulated; empty when nothing.
   *
   * @param source name of the protocol's file, for the findings
   */
  public static List<Finding> check(Protocol protocol, String source) {
    List<Finding> findings = new ArrayList<>();
    Assumptions assumed = protocol.assumptions();
    if (assumed == null) {
      findings.add(
          missing(
              source, "/assumptions", "no assumptions", "state how many are referred and more"));
    } else if (assumed.referred() < 1
        || Math.round(assumed.referred() * assumed.consenting()) < 1) {
      findings.add(
          missing(
              source, "/assumptions/referred", "nobody is drawn", "state how many are referred"));
    }
    List<DataFile> files = protocol.data().files();
    if (files.stream().noneMatch(file -> file.rows() == Rows.PERSON)) {
      findings.add(
          missing(
              source, "/data/files", "no file of persons", "add one with \"rows\": \"person\""));
    }
    for (int i = 0; i < protocol.outcomes().size(); i++) {
      if (protocol.outcomes().get(i).source() instanceof Source.FromVariable from
          && !from.yesWhen().isEmpty()) {
        findings.add(
            missing(
                source,
                "/outcomes/" + i + "/source/yesWhen",
                "levels of a variable that count as yes cannot be simulated yet",
                "make the variable binary"));
      }
    }
    if (assumed != null) {
      assumed
          .outcomes()
          .forEach(
              (id, expected) -> {
                if (!(expected.laterCohorts() >= 0 && expected.laterCohorts() < 19)) {
                  findings.add(
                      missing(
                          source,
                          "/assumptions/outcomes/" + id + "/laterCohorts",
                          "laterCohorts is " + expected.laterCohorts(),
                          "a ratio from 0 to below 19, beyond which early people would be harmed"));
                }
              });
    }
    return List.copyOf(findings);
  }

  private static Finding missing(String source, String path, String found, String expected) {
    return Finding.error(new Place(source, 0, 0, path), found, expected);
  }

  /**
   * One trial. The same protocol and seed always give the same trial, bit by bit.
   *
   * @param seed any number
   */
  public SimulatedTrial run(long seed) {
    return new Run(protocol, assumed, Streams.of(seed)).trial(seed);
  }

  /** The trial with all its worlds, for tests of the truth itself. */
  Run start(long seed) {
    return new Run(protocol, assumed, Streams.of(seed));
  }

  /** One run, from people to tables; each step uses those before it. */
  static final class Run {

    final Protocol protocol;
    final Assumptions assumed;
    final Streams streams;
    final IntakeDays intake;
    final People people;
    final Meetings meetings;
    final Allocation allocation;
    final int[] left;
    final double[] factor;
    final Worlds worlds;
    final int lastDay;
    final Answers answers;
    final Map<Variable.Id, Afterwards> afterwards = new LinkedHashMap<>();
    final Participation participation;
    final List<Registers> registers = new ArrayList<>();
    final List<Potential> potentials = new ArrayList<>();
    private @Nullable List<LongTables.Sheet> aboutPeople;

    private Run(Protocol protocol, Assumptions assumed, Streams streams) {
      this.protocol = protocol;
      this.assumed = assumed;
      this.streams = streams;
      this.intake = IntakeDays.of(protocol);
      this.people =
          new Recruiting(protocol, assumed, intake)
              .recruit(streams.of(Purpose.INTAKE), streams.of(Purpose.PEOPLE));
      int[] intakeDay = people.ofDrawn(people.intakeDay());
      this.allocation =
          Allocation.draw(protocol, people, intake.months(intakeDay), streams.of(Purpose.DRAW));
      this.lastDay = lastDay(protocol);
      this.meetings = Meetings.of(protocol.arms(), assumed, intake, lastDay);
      UniformRandomProvider meeting = streams.of(Purpose.MEETINGS);
      this.left = meetings.drawLeaving(meeting, intakeDay.length);
      double[] positions = intake.positions();
      this.worlds =
          Worlds.of(
              Arrays.stream(intakeDay).mapToDouble(day -> positions[day]).toArray(),
              meetings.draw(meeting, intakeDay, left));
      this.factor = Arrays.stream(people.drawn()).mapToDouble(r -> people.factor()[r]).toArray();
      UniformRandomProvider answering = streams.of(Purpose.ANSWERS);
      this.answers =
          Answers.draw(protocol, ItemLaw.of(protocol, assumed), worlds, factor, answering);
      for (Variable variable : Afterwards.variables(protocol)) {
        afterwards.put(
            variable.id(),
            Afterwards.draw(protocol, assumed, variable, worlds, factor, lastDay, answering));
      }
      this.participation =
          Participation.draw(
              protocol, assumed, people, left, meetings, streams.of(Purpose.RESPONSE));
      followInRegisters();
      comparePotentials();
    }

    private static int lastDay(Protocol protocol) {
      int surveys = protocol.waves().stream().mapToInt(Wave::closesDay).max().orElse(1);
      int registers =
          protocol.registers().stream()
              .mapToInt(r -> (int) Math.ceil(r.to() * SeriesLaw.days(r.period())))
              .max()
              .orElse(1);
      return Math.max(1, Math.max(surveys, registers));
    }

    private void followInRegisters() {
      boolean[] permitted = permitted(Consent.Purpose.REGISTER);
      for (Register.Period period : SeriesLaw.periods(protocol)) {
        List<SeriesLaw> laws = SeriesLaw.of(protocol, assumed, period);
        if (!laws.isEmpty()) {
          registers.add(
              Registers.draw(
                  protocol,
                  laws,
                  new Registers.Followed(worlds, allocation.arm(), left, factor, permitted),
                  meetings,
                  streams.of(Purpose.REGISTERS),
                  streams.of(Purpose.BEFORE)));
        }
      }
    }

    private boolean[] permitted(Consent.Purpose purpose) {
      boolean[] permitted = new boolean[people.drawn().length];
      for (int i = 0; i < permitted.length; i++) {
        permitted[i] = participation.permits(protocol, purpose, people.drawn()[i]);
      }
      return permitted;
    }

    private void comparePotentials() {
      for (Outcome outcome : protocol.outcomes()) {
        Source source = outcome.source();
        if (source instanceof Source.FromItem from) {
          from.at().forEach(w -> potentials.add(answers.potential(outcome, w, meetings)));
        } else if (source instanceof Source.FromScale from) {
          from.at().forEach(w -> potentials.add(answers.potential(outcome, w, meetings)));
        } else if (source instanceof Source.FromVariable from) {
          Afterwards recorded = afterwards.get(from.variable());
          if (recorded != null) {
            potentials.add(recorded.potential(outcome, lastDay, meetings));
          }
        } else if (source instanceof Source.FromSeries) {
          registers.stream()
              .flatMap(r -> r.potentials().stream())
              .filter(p -> p.outcome().equals(outcome))
              .forEach(potentials::add);
        }
      }
    }

    SimulatedTrial trial(long seed) {
      Replies.Happened happened = new Replies.Happened(allocation.arm(), drawnOn());
      List<Replies> own =
          Replies.ofParticipants(
              protocol,
              answers,
              happened,
              participation.answers(),
              streams.of(Purpose.RESPONSE),
              streams.of(Purpose.WORDS));
      List<Frame> tables = tables(own);
      return new SimulatedTrial(
          protocol, seed, tables, referrals(), surveys(own), new Reckoning(this).truth());
    }

    /** What tools for surveys export, where participants are asked and people are drawn here. */
    private List<Frame> surveys(List<Replies> own) {
      List<LongTables.Sheet> proxies = aboutPeople;
      return own.isEmpty() || protocol.intake() == null
          ? List.of()
          : new SurveyFiles(this, streams.of(Purpose.FIELDWORK))
              .tables(sheets(own), proxies == null ? List.of() : proxies);
    }

    private List<Frame> tables(List<Replies> own) {
      List<DataFile> files = protocol.data().files();
      boolean wide =
          files.stream().noneMatch(f -> f.rows() == Rows.PERSON_WAVE && f.respondent() == null);
      LongTables longTables = new LongTables(protocol, people);
      List<Frame> tables = new ArrayList<>();
      int registersWritten = 0;
      for (DataFile file : files) {
        switch (file.rows()) {
          case PERSON -> tables.add(persons(file.name(), wide ? own : List.of()));
          case PERSON_WAVE ->
              tables.add(
                  longTables.waves(file, file.respondent() == null ? sheets(own) : proxies()));
          case PERSON_PERIOD -> {
            if (registersWritten < registers.size()) {
              tables.add(longTables.periods(file, registers.get(registersWritten++)));
            }
          }
          case PERSON_CALENDAR, SPELL, PAYMENT -> {
            RegisterTables dated = new RegisterTables(protocol, people, drawnOn());
            registers.forEach(told -> dated.table(file, told).ifPresent(tables::add));
          }
        }
      }
      return tables;
    }

    /** Epoch day of each draw. */
    int[] drawnOn() {
      return Arrays.stream(people.drawn())
          .map(row -> intake.firstEpochDay() + people.intakeDay()[row])
          .toArray();
    }

    private Frame persons(String name, List<Replies> replies) {
      int[] arm = allocation.arm();
      int[] drawnOn = drawnOn();
      int[] met = IntStream.range(0, arm.length).map(i -> worlds.met()[arm[i]][i]).toArray();
      int until = Arrays.stream(drawnOn).max().orElse(0) + lastDay;
      return new PersonTable(protocol, people)
          .ids()
          .baseline(allocation, intake.firstEpochDay())
          .consents(participation)
          .draw(arm, drawnOn, met, left, until)
          .answered(participation.answers())
          .replies(replies)
          .afterwards(afterwards, arm)
          .table(name);
    }

    /** Everybody as referred, where people are referred and drawn here. */
    private @Nullable Frame referrals() {
      boolean named =
          protocol.data().files().stream()
              .anyMatch(file -> file.name().equals(SimulatedTrial.REFERRALS));
      if (protocol.intake() == null || protocol.draw() instanceof DrawRule.Recorded || named) {
        return null;
      }
      return new PersonTable(protocol, people)
          .ids()
          .referred(intake.firstEpochDay())
          .baseline(allocation, intake.firstEpochDay())
          .consents(participation)
          .table(SimulatedTrial.REFERRALS);
    }

    /** What participants answered, where it is told in a file with one row a person and wave. */
    private List<LongTables.Sheet> sheets(List<Replies> own) {
      List<LongTables.Sheet> sheets = new ArrayList<>();
      for (int w = 0; w < protocol.waves().size(); w++) {
        int wave = w;
        sheets.add(
            new LongTables.Sheet(
                "participant",
                wave,
                participation.answers()[wave],
                own.stream().filter(reply -> reply.wave() == wave).toList()));
      }
      return sheets;
    }

    /** What proxies answered, drawn once. */
    private List<LongTables.Sheet> proxies() {
      List<LongTables.Sheet> drawn = aboutPeople;
      if (drawn == null) {
        drawn = drawProxies();
        aboutPeople = drawn;
      }
      return drawn;
    }

    /** What proxies answered about those who let them and had not left. */
    private List<LongTables.Sheet> drawProxies() {
      boolean[] permitted = permitted(Consent.Purpose.PROXY);
      UniformRandomProvider stream = streams.of(Purpose.PROXIES);
      Replies.Happened happened = new Replies.Happened(allocation.arm(), drawnOn());
      List<LongTables.Sheet> sheets = new ArrayList<>();
      for (Respondent proxy : protocol.respondents().stream().filter(Respondent::proxy).toList()) {
        for (int w = 0; w < protocol.waves().size(); w++) {
          boolean[] answered = new boolean[permitted.length];
          for (int i = 0; i < answered.length; i++) {
            boolean willing = stream.nextDouble() < PROXIES_ANSWERING;
            answered[i] = willing && permitted[i] && left[i] > protocol.waves().get(w).dueDay();
          }
          List<Replies> replies =
              Replies.ofProxy(protocol, proxy, w, answers, happened, answered, stream);
          if (!replies.isEmpty()) {
            sheets.add(new LongTables.Sheet(proxy.id().value(), w, answered, replies));
          }
        }
      }
      return sheets;
    }
  }
}
