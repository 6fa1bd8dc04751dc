package org.equipoise.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trial as promised before anybody was drawn. The draw, the schedule, the analysis and the audit
 * all read this one object; what is not in it is "not planned".
 *
 * @param id short name of the trial
 * @param version version of this protocol, counted from 1; a frozen version never changes
 * @param title what people read
 * @param purpose the question, in a sentence or two
 * @param caveats words that follow every report
 * @param unit what is drawn
 * @param arms the arms, exactly one of them the control
 * @param strata variables within whose combinations arms are drawn; empty for none
 * @param draw how chance decides
 * @param intake when people are drawn, and how many; null only when they were randomized elsewhere
 * @param consents what people are asked to agree to
 * @param eligibility who may be drawn
 * @param sites where; they are the levels of the built-in site variable
 * @param referrers who refers; the levels of the built-in referrer variable
 * @param variables what is known of a person
 * @param respondents who answers surveys
 * @param waves the survey waves, in time order
 * @param items the survey questions
 * @param scales scores of several items
 * @param fieldwork how surveys are carried out and counted
 * @param registers the registers
 * @param outcomes what arms are compared on
 * @param subgroups planned parts of the participants
 * @param analyses what is estimated; the first is the main one
 * @param cells when a number rests on too few people
 * @param data how data files hold all this
 * @param assumptions what was believed when the trial was planned; null when nothing is stated
 */
public record Protocol(
    String id,
    int version,
    Text title,
    Text purpose,
    List<Text> caveats,
    Unit unit,
    List<Arm> arms,
    List<Variable.Id> strata,
    DrawRule draw,
    @Nullable Intake intake,
    List<Consent> consents,
    List<Criterion> eligibility,
    List<Level> sites,
    List<Level> referrers,
    List<Variable> variables,
    List<Respondent> respondents,
    List<Wave> waves,
    List<Item> items,
    List<Scale> scales,
    Fieldwork fieldwork,
    List<Register> registers,
    List<Outcome> outcomes,
    List<Subgroup> subgroups,
    List<Analysis> analyses,
    CellRule cells,
    DataLayout data,
    @Nullable Assumptions assumptions) {

  /** Version of the file format that this program reads. */
  public static final int FORMAT = 1;

  /** The built-in variable whose levels are the sites. */
  public static final Variable.Id SITE = new Variable.Id("site");

  /** The built-in variable whose levels are the referrers. */
  public static final Variable.Id REFERRER = new Variable.Id("referrer");

  private static final Text PARTICIPANT_TITLE =
      new Text(Map.of("en", "Participant", "sv", "Deltagare"));

  /** Keeps its own copies. */
  public Protocol {
    caveats = List.copyOf(caveats);
    arms = List.copyOf(arms);
    strata = List.copyOf(strata);
    consents = List.copyOf(consents);
    eligibility = List.copyOf(eligibility);
    sites = List.copyOf(sites);
    referrers = List.copyOf(referrers);
    variables = List.copyOf(variables);
    respondents = List.copyOf(respondents);
    waves = List.copyOf(waves);
    items = List.copyOf(items);
    scales = List.copyOf(scales);
    registers = List.copyOf(registers);
    outcomes = List.copyOf(outcomes);
    subgroups = List.copyOf(subgroups);
    analyses = List.copyOf(analyses);
  }

  /** The arm that the others are compared with. */
  public Arm control() {
    return arms.stream().filter(Arm::control).findFirst().orElseThrow();
  }

  /** The variable with this code, the built-in {@code site} and {@code referrer} included. */
  public Optional<Variable> variable(Variable.Id id) {
    if (id.equals(SITE) && !sites.isEmpty()) {
      return Optional.of(builtIn(SITE, "Site", sites));
    }
    if (id.equals(REFERRER) && !referrers.isEmpty()) {
      return Optional.of(builtIn(REFERRER, "Referred by", referrers));
    }
    return variables.stream().filter(v -> v.id().equals(id)).findFirst();
  }

  /** The item with this code. */
  public Optional<Item> item(Item.Id id) {
    return items.stream().filter(i -> i.id().equals(id)).findFirst();
  }

  /** The scale with this code. */
  public Optional<Scale> scale(Scale.Id id) {
    return scales.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  /** The wave with this code. */
  public Optional<Wave> wave(Wave.Id id) {
    return waves.stream().filter(w -> w.id().equals(id)).findFirst();
  }

  /** The outcome with this code. */
  public Optional<Outcome> outcome(Outcome.Id id) {
    return outcomes.stream().filter(o -> o.id().equals(id)).findFirst();
  }

  /** The subgroup with this code. */
  public Optional<Subgroup> subgroup(Subgroup.Id id) {
    return subgroups.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  /** The register that holds this series. */
  public Optional<Register> registerOf(Series.Id id) {
    return registers.stream()
        .filter(r -> r.series().stream().anyMatch(s -> s.id().equals(id)))
        .findFirst();
  }

  /** Who answers for oneself: the first respondent that is no proxy. */
  public Respondent.Id participant() {
    return respondents.stream()
        .filter(respondent -> !respondent.proxy())
        .map(Respondent::id)
        .findFirst()
        .orElse(Respondent.PARTICIPANT);
  }

  /** The respondent with this code; the participant also when none is declared. */
  public Optional<Respondent> respondent(Respondent.Id id) {
    if (respondents.isEmpty() && id.equals(Respondent.PARTICIPANT)) {
      return Optional.of(new Respondent(id, PARTICIPANT_TITLE, false));
    }
    return respondents.stream().filter(r -> r.id().equals(id)).findFirst();
  }

  /** The items that a respondent is asked at a wave, in order. */
  public List<Item> asked(Wave.Id wave, Respondent.Id respondent) {
    boolean participant = respondent.equals(participant());
    return items.stream()
        .filter(item -> item.askedAt(wave))
        .filter(
            item ->
                item.respondents().isEmpty()
                    ? participant
                    : item.respondents().contains(respondent))
        .toList();
  }

  /** The wave asked before the arm is told, if any. */
  public Optional<Wave> baselineWave() {
    return waves.stream().filter(Wave::baseline).findFirst();
  }

  private static Variable builtIn(Variable.Id id, String title, List<Level> levels) {
    String swedish = id.equals(SITE) ? "Ort" : "Remitterad av";
    Text words = new Text(Map.of("en", title, "sv", swedish));
    return new Variable(id, words, ValueType.CATEGORY, levels, Range.ANY, true, false, null);
  }
}
