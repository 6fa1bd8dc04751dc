package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released.Balance;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Exposure;
import org.equipoise.disclosure.Released.Response;
import org.equipoise.disclosure.Released.ResponseTest;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Block;
import org.equipoise.document.Tone;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * What belongs beside the answers on the first page, because it bears on how far they can be
 * trusted. Each doubt is told by a stated rule, whichever way the answers go.
 */
final class HeadlineDoubts {

  /** A control arm of which as many have met the service is a weak comparison. */
  static final double MANY = 0.1;

  /** More changes of the plan than this are not listed on the first page. */
  private static final int CHANGES = 6;

  private final Story story;
  private final List<Effect> answered;
  private final List<Block> notices = new ArrayList<>();

  /**
   * Doubts.
   *
   * @param answered the comparisons on the first page
   */
  HeadlineDoubts(Story story, List<Effect> answered) {
    this.story = story;
    this.answered = answered;
  }

  /** Those that the rules bring up, the gravest first. */
  List<Block> notices() {
    notices.clear();
    interim();
    biased();
    plan();
    balance();
    for (Wave.Id wave : waves()) {
      response(wave);
    }
    lost();
    for (Moment moment : moments()) {
      contrast(moment);
    }
    redrawn();
    fewGroups();
    waiting();
    rounded();
    notices.sort((a, b) -> rank((Block.Notice) b) - rank((Block.Notice) a));
    return List.copyOf(notices);
  }

  private static int rank(Block.Notice notice) {
    return switch (notice.tone()) {
      case PLAIN -> 0;
      case NOTE -> 1;
      case CAUTION -> 2;
      case ALARM -> 3;
    };
  }

  private void tell(Tone tone, StoryWord title, String words) {
    notices.add(new Block.Notice(tone, story.say(title), words));
  }

  private Set<Moment> moments() {
    Set<Moment> moments = new LinkedHashSet<>();
    answered.forEach(effect -> moments.add(effect.moment()));
    return moments;
  }

  private List<Wave.Id> waves() {
    List<Wave.Id> waves = new ArrayList<>();
    for (Moment moment : moments()) {
      if (moment instanceof Moment.AtWave at) {
        waves.add(at.wave());
      }
    }
    return waves;
  }

  private double alpha() {
    return answered.isEmpty() ? 0.05 : Verdict.alpha(answered.get(0).analysis());
  }

  /** A trial under way: whatever is said here may turn. */
  private void interim() {
    Timing timing = story.timing();
    List<String> said = new ArrayList<>();
    timing.open().ifPresent(day -> said.add(story.say(StoryWord.INTERIM, story.day(day))));
    for (Wave wave : story.released().protocol().waves()) {
      timing.ahead(wave.id()).ifPresent(day -> said.add(story.ahead(wave.id(), day)));
    }
    if (!said.isEmpty()) {
      tell(Tone.CAUTION, StoryWord.INTERIM_TITLE, String.join(" ", said));
    }
  }

  private void biased() {
    boolean biased =
        answered.stream()
            .anyMatch(e -> e.comparison() instanceof Estimated n && n.method().unbalanced());
    if (biased) {
      tell(Tone.ALARM, StoryWord.BIASED_TITLE, story.say(StoryWord.BIASED_NOTICE));
    }
  }

  private void plan() {
    PlanRecord plan = story.origin().plan();
    if (plan.frozen() == null) {
      tell(Tone.NOTE, StoryWord.NOT_FROZEN_TITLE, story.say(StoryWord.NOT_FROZEN));
    } else {
      changed(plan);
    }
  }

  /** How the plan was changed, and which changes bear on the answers. */
  private void changed(PlanRecord plan) {
    PlanBearing bearing = story.plan().bearing();
    List<String> said = new ArrayList<>();
    boolean after = plan.amendments().stream().anyMatch(PlanRecord.Amendment::afterViewing);
    if (!plan.amendments().isEmpty()) {
      String times = story.count(plan.amendments().size());
      said.add(story.say(after ? StoryWord.AMENDED_AFTER : StoryWord.AMENDED, times));
    }
    List<String> changes = story.plan().bearingSaid(CHANGES);
    if (!changes.isEmpty()) {
      int more = bearing.changes().size() - changes.size();
      String list = String.join("; ", changes);
      said.add(
          more == 0
              ? story.say(StoryWord.BEARING, list)
              : story.say(StoryWord.BEARING_MORE, list, story.count(more)));
    }
    if (!said.isEmpty()) {
      tell(tone(bearing, after), StoryWord.AMENDED_TITLE, String.join(" ", said));
    }
  }

  /** A change of what is primary that somebody may have chosen by its result is the gravest. */
  private static Tone tone(PlanBearing bearing, boolean after) {
    boolean blind = bearing.blind();
    if (bearing.ofPrimary()) {
      return blind ? Tone.CAUTION : Tone.ALARM;
    }
    boolean unblind = after || (!bearing.changes().isEmpty() && !blind);
    return unblind ? Tone.CAUTION : Tone.NOTE;
  }

  /** Arms that differed before the draw, or among those who answered, beyond chance. */
  private void balance() {
    List<Wave.Id> waves = waves();
    for (Balance balance : story.released().balance()) {
      boolean told = balance.among() == null || waves.contains(balance.among());
      boolean again =
          story.released().balance().stream().anyMatch(b -> PeopleSections.sameTest(b, balance));
      var joint = balance.joint();
      if (told && !again && joint != null && joint.p() < alpha()) {
        String p = story.numerals().equalsP(joint.p());
        String arm = story.wording().arm(balance.arm());
        tell(
            Tone.CAUTION,
            StoryWord.UNLIKE_TITLE,
            balance.among() == null
                ? story.say(StoryWord.UNLIKE_DRAWN, arm, p)
                : story.say(
                    StoryWord.UNLIKE_ANSWERED, arm, story.wording().wave(balance.among()), p));
      }
    }
  }

  private void response(Wave.Id wave) {
    for (Arm arm : story.compared()) {
      Optional<Double> own = answeredShare(wave, arm.id());
      Optional<Double> other = answeredShare(wave, story.control());
      boolean everybody = own.orElse(0.0) == 1 && other.orElse(0.0) == 1;
      if (own.isEmpty() || other.isEmpty() || everybody) {
        continue;
      }
      String said =
          story.say(
              StoryWord.RESPONSE,
              story.wording().wave(wave),
              story.numerals().share(own.get()),
              story.wording().arm(arm.id()),
              story.numerals().share(other.get()),
              story.wording().arm(story.control()));
      if (unequal(wave, arm.id())) {
        String bounds = bounds(wave, arm.id()).map(words -> " " + words).orElse("");
        tell(
            Tone.CAUTION,
            StoryWord.RESPONSE_TITLE,
            said + " " + story.say(StoryWord.RESPONSE_UNEQUAL) + bounds);
      } else {
        boolean tested = test(wave, arm.id()) != null;
        tell(
            Tone.NOTE,
            StoryWord.RESPONSE_TITLE,
            said + (tested ? " " + story.say(StoryWord.RESPONSE_ALIKE) : ""));
      }
    }
  }

  /** Those drawn whom registers or other data do not tell of. */
  private void lost() {
    Set<String> said = new LinkedHashSet<>();
    for (Effect effect : answered) {
      List<Integer> drawn = Story.sum(effect.drawn(), effect.drawnControl());
      List<Integer> known = Story.sum(effect.analysed(), effect.analysedControl());
      boolean asked = effect.moment() instanceof Moment.AtWave;
      if (!asked && !drawn.isEmpty() && !known.isEmpty() && known.get(0) < drawn.get(0)) {
        said.add(
            story.say(
                StoryWord.LOST,
                Story.capital(story.wording().moment(effect.moment())),
                story.count(known.get(0)),
                story.count(drawn.get(0)),
                share(effect.analysed(), effect.drawn()),
                story.wording().arm(effect.arm()),
                share(effect.analysedControl(), effect.drawnControl()),
                story.wording().arm(story.control())));
      }
    }
    if (!said.isEmpty()) {
      String words = String.join(" ", said) + " " + story.say(StoryWord.LOST_MEANS);
      tell(Tone.NOTE, StoryWord.LOST_TITLE, words);
    }
  }

  private String share(Gated<Integer> part, Gated<Integer> all) {
    double some = part.either(n -> (double) n, why -> Double.NaN);
    double whole = all.either(n -> (double) n, why -> Double.NaN);
    return story.numerals().share(some / whole);
  }

  private Optional<Double> answeredShare(Wave.Id wave, Arm.Id arm) {
    for (Response row : story.released().response()) {
      if (row.wave().equals(wave) && arm.equals(row.arm()) && row.stratum() == null) {
        return row.ofRandomized()
            .answered()
            .either(
                rate -> rate.base() == 0 ? Optional.<Double>empty() : Optional.of(rate.share()),
                why -> Optional.<Double>empty());
      }
    }
    return Optional.empty();
  }

  private @Nullable Estimated test(Wave.Id wave, Arm.Id arm) {
    for (ResponseTest test : story.released().responseTests()) {
      boolean own = test.wave().equals(wave) && test.arm().equals(arm);
      if (own && test.comparison() instanceof Estimated number) {
        return number;
      }
    }
    return null;
  }

  private boolean unequal(Wave.Id wave, Arm.Id arm) {
    Estimated test = test(wave, arm);
    return test != null && test.estimate().pValue() < alpha();
  }

  /** The answers that the bounds for unequal response leave open, though a difference was found. */
  private Optional<String> bounds(Wave.Id wave, Arm.Id arm) {
    List<String> open = new ArrayList<>();
    for (Effect effect : answered) {
      boolean here = effect.moment().equals(new Moment.AtWave(wave)) && effect.arm().equals(arm);
      if (here && Verdict.of(effect).found() && boundsHoldZero(effect)) {
        open.add(story.wording().text(effect.outcome().title()));
      }
    }
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(story.say(StoryWord.BOUNDS_OPEN, story.wording().list(open)));
  }

  private boolean boundsHoldZero(Effect effect) {
    for (Supplement row : story.released().supplements()) {
      if (row.effect().equals(effect)
          && row.measure().equals("lee-interval")
          && row.reading() instanceof Reading.Figure bounds) {
        return bounds.low() <= 0 && bounds.high() >= 0;
      }
    }
    return false;
  }

  /** Who had met the service by then: the contrast that the answers are of. */
  private void contrast(Moment moment) {
    for (Arm arm : story.compared()) {
      OptionalDouble own = met(moment, arm.id(), arm.id(), "arm");
      OptionalDouble other = met(moment, arm.id(), story.control(), "control");
      String when = Story.capital(story.wording().moment(moment));
      if (own.isPresent() && other.isEmpty() && fewMet(moment)) {
        tell(
            Tone.NOTE,
            StoryWord.CONTRAST_TITLE,
            story.say(
                StoryWord.CONTRAST_FEW,
                when,
                story.numerals().share(own.getAsDouble()),
                story.wording().arm(arm.id()),
                story.count(story.released().limit()),
                story.wording().arm(story.control())));
      } else if (own.isPresent() && other.isPresent()) {
        contrast(arm.id(), when, own.getAsDouble(), other.getAsDouble());
      } else {
        // By then may be hidden, or asked of another day; in time is what the plan asks first.
        OptionalDouble inTime = supplement("met-within-arm", "", arm.id());
        OptionalDouble others = supplement("met-within-control", "", arm.id());
        if (inTime.isPresent() && others.isPresent()) {
          String within = story.say(StoryWord.IN_TIME);
          contrast(arm.id(), within, inTime.getAsDouble(), others.getAsDouble());
        }
      }
    }
  }

  private void contrast(Arm.Id arm, String when, double own, double other) {
    boolean weak = other >= MANY;
    String words =
        story.say(
            weak ? StoryWord.CONTRAST_WEAK : StoryWord.CONTRAST,
            when,
            story.numerals().share(own),
            story.wording().arm(arm),
            story.numerals().share(other),
            story.wording().arm(story.control()));
    Block notice =
        new Block.Notice(
            weak ? Tone.CAUTION : Tone.NOTE, story.say(StoryWord.CONTRAST_TITLE), words);
    if (!notices.contains(notice)) {
      notices.add(notice);
    }
  }

  private boolean fewMet(Moment moment) {
    return moment instanceof Moment.AtWave at
        && story.released().exposure().stream()
            .filter(e -> e.wave().equals(at.wave()) && e.arm().equals(story.control()))
            .anyMatch(e -> e.met().either(n -> false, why -> why == Gated.Why.SMALL));
  }

  /**
   * The share of an arm that had met the service.
   *
   * @param compared the arm whose comparison is told
   * @param of the arm asked about: that one or the control
   */
  private OptionalDouble met(Moment moment, Arm.Id compared, Arm.Id of, String side) {
    if (moment instanceof Moment.AtWave at) {
      for (Exposure row : story.released().exposure()) {
        if (row.wave().equals(at.wave()) && row.arm().equals(of)) {
          double met = row.met().either(n -> (double) n, why -> Double.NaN);
          double people = row.people().either(n -> (double) n, why -> Double.NaN);
          return met >= 0 && people > 0 ? OptionalDouble.of(met / people) : OptionalDouble.empty();
        }
      }
      return OptionalDouble.empty();
    }
    return moment instanceof Moment.AtPeriod at
        ? supplement("met-by-period-" + side, String.valueOf(at.number()), compared)
        : supplement("met-" + side, "", compared);
  }

  /** A share that the analyses of take-up told of everybody drawn. */
  private OptionalDouble supplement(String measure, String of, Arm.Id compared) {
    for (Supplement row : story.released().supplements()) {
      if (row.topic() == Topic.TAKE_UP
          && row.effect().group() instanceof Group.Everybody
          && row.effect().arm().equals(compared)
          && row.measure().equals(measure)
          && row.of().equals(of)
          && row.reading() instanceof Reading.Figure share) {
        return OptionalDouble.of(share.value());
      }
    }
    return OptionalDouble.empty();
  }

  /** Answers that the draw made again does not share. */
  private void redrawn() {
    Set<String> apart = new LinkedHashSet<>();
    for (Supplement row : story.released().supplements()) {
      boolean own =
          row.topic() == Topic.RERANDOMIZATION
              && answered.contains(row.effect())
              && !row.measure().equals("balance");
      if (own
          && row.reading() instanceof Reading.Figure test
          && !Double.isNaN(test.pValue())
          && row.effect().comparison() instanceof Estimated number
          && (test.pValue() < alpha()) != (number.estimate().pValue() < alpha())) {
        apart.add(
            story.say(
                StoryWord.REDRAWN_PART,
                story.wording().text(row.effect().outcome().title()),
                story.numerals().equalsP(test.pValue()),
                story.numerals().equalsP(number.estimate().pValue())));
      }
    }
    if (!apart.isEmpty()) {
      tell(
          Tone.CAUTION,
          StoryWord.REDRAWN_TITLE,
          story.say(StoryWord.REDRAWN, String.join("; ", apart)));
    }
  }

  /** Numbers of people that are not the true ones. */
  private void rounded() {
    int base = story.released().roundTo();
    if (base != 0) {
      tell(Tone.NOTE, StoryWord.ROUNDED_TITLE, story.say(StoryWord.ROUNDED, story.count(base)));
    }
  }

  private void fewGroups() {
    for (Supplement row : story.released().supplements()) {
      if (row.topic() == Topic.CLUSTERS
          && answered.contains(row.effect())
          && row.reading() instanceof Reading.Figure figure) {
        String note = " " + figure.note().toLowerCase(Locale.ROOT) + " ";
        if (note.contains(" few-df ") || note.contains(" few-groups ")) {
          tell(Tone.CAUTION, StoryWord.FEW_GROUPS_TITLE, story.say(StoryWord.FEW_GROUPS));
          return;
        }
      }
    }
  }

  /** A waiting list: those compared with get the service too, later. */
  private void waiting() {
    Arm control = story.released().protocol().control();
    int starts = control.startsAfterDays().orElse(0);
    if (starts > 0 && story.timing().started(control)) {
      tell(
          Tone.NOTE,
          StoryWord.WAITING_TITLE,
          story.say(StoryWord.WAITING, story.wording().arm(control.id()), story.count(starts)));
    }
  }
}
