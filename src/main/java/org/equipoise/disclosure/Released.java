package org.equipoise.disclosure;

import java.util.List;
import java.util.Locale;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Effect.Cause;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.Topic;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * Results behind the gate: what reports, figures and result files may hold. There is no other way
 * to one than {@link #of}, and no report takes anything else, so a number that has not passed the
 * gate cannot be printed.
 *
 * <p>The limit is the protocol's {@link org.equipoise.protocol.CellRule#display()}; a count is
 * small when it is at least 1 and below the limit. Guaranteed for everything in the {@link
 * Material}, weighed together:
 *
 * <ol>
 *   <li>No small count of people is shown, and no share, interval, mean or estimate that rests on
 *       one: neither on few persons, nor, for a share, on few with or few without; and no mean of
 *       an amount of which one person holds more than four fifths.
 *   <li>What is shown does not give a small count away along the sums that tie the parts: referred
 *       = drawn + not drawn by reason; drawn = arms = months = sites = agencies; each box of the
 *       flow = those after and beside it = its reasons; all arms = sum of arms and all strata = sum
 *       of strata, for every rate; base = with + without; randomized = followed + left; answered =
 *       answered the wave before too + came back; the levels of a category with those not printed =
 *       all; everybody = a subgroup + the others, and = the subgroups by levels of one variable +
 *       the others: drawn, analysed, with an event, without one, and the total that a mean tells.
 *       The same people are one count in every part: flow, response, effects of several analyses.
 *       Who has an event by a period has one by every later period. {@link CountNet} says what is
 *       promised of these sums.
 *   <li>What was planned beside a comparison is hidden with it, and when it rests on a small count
 *       of its own, such as persons with the outcome in an arm, or those in whom two periods
 *       differ.
 *   <li>Words of refusals and findings hold no small count of people.
 *   <li>Nothing is told that differs from an earlier release by a small count of people, and what
 *       protected others there stays hidden; see {@link Manifest}.
 *   <li>Every value hidden is in {@link #suppressions} with its reason.
 * </ol>
 *
 * <p>Not guaranteed: crossings of groups that no part declares, and releases that the gate was not
 * told of. How many of those drawn, or of those who answered, an estimate lost is not protected,
 * since n and degrees of freedom tell it anyway; for which cause is: a cause with few persons loses
 * its name and is counted with the others of its kind.
 */
public final class Released {

  private final Material material;
  private final Results results;
  private final List<Input> inputs;
  private final Recruitment recruitment;
  private final @Nullable ReleasedIntake intake;
  private final @Nullable ReleasedFlow flow;
  private final List<Response> response;
  private final List<ResponseTest> responseTests;
  private final List<Exposure> exposure;
  private final List<Balance> balance;
  private final List<Effect> effects;
  private final List<Supplement> supplements;
  private final List<Finding> findings;
  private final List<Suppression> suppressions;
  private final Manifest manifest;
  private final List<Narrowed> exposed;

  private Released(Material material, Gates gates) {
    this.material = material;
    this.results = material.results();
    Logs logs = new Logs(gates.whole());
    this.recruitment = gates.people().release(logs.of(Part.RECRUITMENT));
    this.inputs = gates.people().inputs(logs.of(Part.RECRUITMENT));
    this.intake = gates.intake().release(logs.of(Part.INTAKE));
    this.flow = gates.flow().release(logs.of(Part.FLOW));
    this.response = gates.response().release(logs.of(Part.RESPONSE));
    this.responseTests = gates.response().releaseTests(logs.of(Part.RESPONSE));
    this.exposure = gates.response().releaseExposure(logs.of(Part.EXPOSURE));
    this.balance = gates.balance().release(logs.of(Part.BALANCE));
    CoarseFigures coarse = new CoarseFigures(limit(), material.roundTo());
    boolean rounds = gates.whole().rounds();
    List<Effect> told = gates.effects().release(logs.of(Part.EFFECTS));
    this.effects = rounds ? coarse.effects(told) : told;
    List<Supplement> beside = gates.supplements().release(effects, logs.of(Part.SUPPLEMENTS));
    this.supplements = rounds ? coarse.supplements(beside) : beside;
    this.findings = Withheld.gate(results.findings(), gates.whole(), logs.of(Part.FINDINGS));
    this.suppressions = logs.suppressions();
    this.manifest = logs.manifest(material);
    this.exposed = List.copyOf(gates.whole().exposed());
  }

  /** What of {@code results} may be published under the protocol's cell rule. */
  public static Released of(Results results) {
    return of(Material.of(results));
  }

  /** What of everything that a report is made of may be published under the cell rule. */
  public static Released of(Material material) {
    Gates gates = Gates.of(material);
    gates.settle(material.earlier());
    return new Released(material, gates);
  }

  /** The parts of the results, as a reader meets them. */
  public enum Part {
    RECRUITMENT,
    INTAKE,
    FLOW,
    RESPONSE,
    EXPOSURE,
    BALANCE,
    EFFECTS,
    SUPPLEMENTS,
    FINDINGS;

    /** Its name in keys and files. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What was done to a value that may not be shown. */
  public enum Action {
    /** A count gave way to a mark: small, or hidden to protect others. */
    MARKED,
    /** An estimate, test or figure gave way to a refusal with the rule {@link #RULE}. */
    WITHHELD,
    /** Causes with few persons lost their names and are counted together. */
    POOLED,
    /** Words that hold a small count were left out or say that it is small. */
    WORDS,
    /** It is not told at all. */
    LEFT_OUT
  }

  /**
   * A note for the inspector that something was hidden. It names no hidden number.
   *
   * @param part the part of the results
   * @param what which value, by the codes of the protocol, such as {@code w2/now/of-randomized}
   * @param why the reason
   * @param action what was done
   * @param because what the reason is about: the sum by which the value would have given others
   *     away, and which; the count it rests on; empty where the reason says all
   */
  public record Suppression(Part part, String what, Gated.Why why, Action action, String because) {}

  /**
   * One data file.
   *
   * @param name what the protocol calls it
   * @param file its name on disk, without folders
   * @param rows how many rows were read
   * @param sha256 digest of its bytes, in hexadecimal
   */
  public record Input(String name, String file, Gated<Integer> rows, String sha256) {}

  /** From referral to draw; see {@link org.equipoise.analysis.Recruitment}. */
  public record Recruitment(
      Gated<Integer> referred, List<NotDrawn> notDrawn, Gated<Integer> drawn, List<Drawn> arms) {
    /** Keeps its own copies. */
    public Recruitment {
      notDrawn = List.copyOf(notDrawn);
      arms = List.copyOf(arms);
    }
  }

  /** Persons not drawn for one reason. */
  public record NotDrawn(Text reason, Gated<Integer> people) {}

  /** Size of an arm. */
  public record Drawn(Arm.Id arm, Gated<Integer> people) {}

  /** Who answered one wave; see {@link org.equipoise.analysis.Response}. */
  public record Response(
      Wave.Id wave,
      Arm.@Nullable Id arm,
      @Nullable String stratum,
      Rate ofRandomized,
      Rate ofEligible,
      @Nullable Rate ofPrevious) {}

  /**
   * A share of a base.
   *
   * @param base of how many
   * @param answered how many, and the share with its interval
   */
  public record Rate(Gated<Integer> base, Gated<org.equipoise.analysis.Response.Rate> answered) {}

  /** Whether an arm answered a wave as often as the control arm. */
  public record ResponseTest(Wave.Id wave, Arm.Id arm, Comparison comparison) {}

  /** Who had met the service by a wave; see {@link org.equipoise.analysis.Exposure}. */
  public record Exposure(Wave.Id wave, Arm.Id arm, Gated<Integer> met, Gated<Integer> people) {}

  /** What the arms looked like; see {@link org.equipoise.analysis.Balance}. */
  public record Balance(
      Arm.Id arm,
      Wave.@Nullable Id among,
      List<BalanceRow> rows,
      org.equipoise.analysis.Balance.@Nullable Joint joint,
      String notTested) {
    /** Keeps its own copy. */
    public Balance {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One baseline value.
   *
   * @param code code of the variable or item
   * @param level level of a category; empty for a number
   * @param share whether the means are shares, in [0, 1]
   * @param means the means of both arms and their normalized difference
   * @param missing persons without the value, both arms
   */
  public record BalanceRow(
      String code, String level, boolean share, Gated<Means> means, Gated<Integer> missing) {}

  /** Means (shares for a level) in both arms and their normalized difference. */
  public record Means(double arm, double control, double normalized) {}

  /**
   * One planned comparison; see {@link org.equipoise.analysis.Effect}. A number that rests on too
   * few people has become a {@link Comparison.Refused} with the rule {@code DISCLOSURE}.
   */
  public record Effect(
      Analysis analysis,
      Outcome outcome,
      Moment moment,
      Group group,
      Arm.Id arm,
      Gated<Integer> drawn,
      Gated<Integer> drawnControl,
      Gated<Integer> analysed,
      Gated<Integer> analysedControl,
      List<Dropped> dropped,
      Comparison comparison,
      Ladder ladder) {

    /** A comparison with nothing tried in its place. */
    public Effect(
        Analysis analysis,
        Outcome outcome,
        Moment moment,
        Group group,
        Arm.Id arm,
        Gated<Integer> drawn,
        Gated<Integer> drawnControl,
        Gated<Integer> analysed,
        Gated<Integer> analysedControl,
        List<Dropped> dropped,
        Comparison comparison) {
      this(
          analysis,
          outcome,
          moment,
          group,
          arm,
          drawn,
          drawnControl,
          analysed,
          analysedControl,
          dropped,
          comparison,
          Ladder.NONE);
    }

    /** Keeps its own copy. */
    public Effect {
      dropped = List.copyOf(dropped);
    }
  }

  /**
   * Persons left out of an estimate for one cause.
   *
   * @param cause why; null for all causes together that few persons had, whose names are hidden
   * @param arm how many in the arm
   * @param control how many in the control arm
   */
  public record Dropped(@Nullable Cause cause, Gated<Integer> arm, Gated<Integer> control) {}

  /**
   * Something more about one comparison; see {@link org.equipoise.analysis.Supplement}. A number
   * that may not be shown has become a {@link Reading.Refused} with the rule {@code DISCLOSURE}.
   */
  public record Supplement(
      Effect effect,
      Topic topic,
      String measure,
      String method,
      Moment moment,
      String of,
      Gated<Integer> analysed,
      Gated<Integer> analysedControl,
      Reading reading) {}

  /** The rule by which the gate itself refuses a number. */
  public static final String RULE = "DISCLOSURE";

  /** The trial as promised. */
  public Protocol protocol() {
    return results.protocol();
  }

  /** Digest of the protocol's canonical form, in hexadecimal. */
  public String digest() {
    return results.digest();
  }

  /** Name and version of the program. */
  public String program() {
    return results.program();
  }

  /** Counts from 1 to one below this are hidden. */
  public int limit() {
    return results.protocol().cells().display();
  }

  /** The data files read. */
  public List<Input> inputs() {
    return inputs;
  }

  /** From referral to draw. */
  public Recruitment recruitment() {
    return recruitment;
  }

  /** How the intake went; null where nobody's day or place is known. */
  public @Nullable ReleasedIntake intake() {
    return intake;
  }

  /** Every count is told as a multiple of this number; 0 for exact counts. */
  public int roundTo() {
    return material.roundTo();
  }

  /** Who answered each wave. */
  public List<Response> response() {
    return response;
  }

  /** Whether the arms answered alike. */
  public List<ResponseTest> responseTests() {
    return responseTests;
  }

  /** Who had met the service by each wave. */
  public List<Exposure> exposure() {
    return exposure;
  }

  /** What the arms looked like before the draw. */
  public List<Balance> balance() {
    return balance;
  }

  /** The comparisons, planned order. */
  public List<Effect> effects() {
    return effects;
  }

  /** What else was planned about the comparisons, topic by topic. */
  public List<Supplement> supplements() {
    return supplements;
  }

  /** What the reader should know about data and plan, without small counts in its words. */
  public List<Finding> findings() {
    return findings;
  }

  /** The participant flow; null where the material has none. */
  public @Nullable ReleasedFlow flow() {
    return flow;
  }

  /** What this release tells, for the gate of the next one. */
  public Manifest manifest() {
    return manifest;
  }

  /** Every value hidden, with its reason. */
  public List<Suppression> suppressions() {
    return suppressions;
  }

  /**
   * Small counts that hiding could not fully protect. Results in which one of them has a single
   * value left should not be published as they are.
   */
  public List<Narrowed> exposed() {
    return exposed;
  }
}
