package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Words;
import org.equipoise.protocol.Analysis;

/** What one analysis did beside its effects, from the rows that came of it. */
final class MethodsBeside {

  private final Story story;
  private final Analysis analysis;
  private final Set<Reference> cited;
  private final List<Supplement> rows;
  private final List<String> sentences = new ArrayList<>();

  /**
   * Sentences about one analysis.
   *
   * @param cited takes up every reference that they name
   */
  MethodsBeside(Story story, Analysis analysis, Set<Reference> cited) {
    this.story = story;
    this.analysis = analysis;
    this.cited = cited;
    this.rows =
        story.released().supplements().stream()
            .filter(row -> row.effect().analysis().equals(analysis))
            .filter(row -> row.reading() instanceof Reading.Figure)
            .toList();
  }

  /** The paragraph; empty where nothing was done. */
  String words() {
    sentences.clear();
    takeUp();
    redrawn();
    clusters();
    loss();
    forWhom();
    measures();
    repeated();
    byPeriod();
    if (any(Topic.ROLLOUT, row -> true)) {
      tell(StoryWord.DID_ROLLOUT, cite(Reference.ROTH_SANTANNA));
    }
    if (any(Topic.CONVENTIONS, row -> true)) {
      tell(StoryWord.DID_CONVENTIONS);
    }
    return String.join(" ", sentences);
  }

  private void tell(StoryWord word, String... parts) {
    sentences.add(story.say(word, parts));
  }

  private String cite(Reference... references) {
    List<String> marks = new ArrayList<>();
    for (Reference reference : references) {
      cited.add(reference);
      marks.add(reference.mark());
    }
    return String.join("; ", marks);
  }

  private boolean any(Topic topic, Predicate<Supplement> which) {
    return rows.stream().anyMatch(row -> row.topic() == topic && which.test(row));
  }

  private boolean measured(Topic topic, String start) {
    return any(topic, row -> row.measure().startsWith(start));
  }

  private boolean by(Topic topic, String start) {
    return any(topic, row -> row.method().startsWith(start));
  }

  private void takeUp() {
    if (measured(Topic.TAKE_UP, "complier-effect")) {
      tell(StoryWord.DID_TAKE_UP, cite(Reference.ANGRIST));
    }
    if (measured(Topic.TAKE_UP, "complier-set")) {
      tell(StoryWord.DID_ANDERSON_RUBIN, cite(Reference.ANDERSON_RUBIN));
    }
    if (measured(Topic.TAKE_UP, "effective-f")) {
      tell(StoryWord.DID_EFFECTIVE_F, cite(Reference.MONTIEL_PFLUEGER));
    }
  }

  private void redrawn() {
    Analysis.Permutations plan = analysis.permutations();
    if (plan == null || !any(Topic.RERANDOMIZATION, row -> true)) {
      return;
    }
    if (by(Topic.RERANDOMIZATION, "all-assignments")) {
      tell(StoryWord.DID_ALL_DRAWS, cite(Reference.FISHER));
    }
    long draws = 0;
    for (Supplement row : rows) {
      if (row.topic() == Topic.RERANDOMIZATION && row.reading() instanceof Reading.Figure f) {
        draws = Math.max(draws, f.draws());
      }
    }
    if (draws > 0) {
      tell(
          StoryWord.DID_REDRAW,
          whole(draws),
          seed(plan.seed()),
          plan.rule() == Analysis.PRule.PLUS_ONE
              ? cite(Reference.FISHER, Reference.PHIPSON_SMYTH)
              : cite(Reference.FISHER));
    }
  }

  private String whole(long number) {
    return story.numerals().fixed((double) number, 0);
  }

  /** A seed is a name rather than a number: without marks between thousands. */
  private static String seed(long seed) {
    return Long.toString(seed);
  }

  private void clusters() {
    if (by(Topic.CLUSTERS, "cr2")) {
      tell(StoryWord.DID_CLUSTERS, cite(Reference.BELL_MCCAFFREY));
    }
    Analysis.WildBootstrap wild = analysis.wildBootstrap();
    if (wild != null && by(Topic.CLUSTERS, "wild")) {
      tell(StoryWord.DID_WILD, whole(wild.draws()), seed(wild.seed()), cite(Reference.CAMERON));
    }
  }

  private void loss() {
    if (measured(Topic.LOSS, "lee")) {
      tell(StoryWord.DID_LEE, cite(Reference.LEE, Reference.IMBENS_MANSKI));
    }
    if (measured(Topic.LOSS, "worst")) {
      tell(StoryWord.DID_WORST, cite(Reference.HOROWITZ_MANSKI));
    }
    if (any(Topic.LOSS, row -> row.measure().equals("weighted"))) {
      tell(StoryWord.DID_WEIGHTS, cite(Reference.SEAMAN_WHITE));
    }
    Analysis.Imputation imputation = analysis.imputation();
    if (imputation != null && measured(Topic.LOSS, "imputed")) {
      tell(
          StoryWord.DID_IMPUTE,
          story.count(imputation.imputations()),
          seed(imputation.seed()),
          cite(Reference.RUBIN, Reference.BARNARD_RUBIN));
    }
    if (measured(Topic.LOSS, "tipping") || measured(Topic.LOSS, "telling")) {
      tell(StoryWord.DID_TIPPING);
    }
  }

  private void forWhom() {
    boolean groups =
        measured(Topic.FOR_WHOM, "interaction") || measured(Topic.FOR_WHOM, "subgroups-equal");
    if (groups) {
      tell(StoryWord.DID_SUBGROUPS);
    }
    if (measured(Topic.FOR_WHOM, "moderator")) {
      tell(StoryWord.DID_MODERATORS);
    }
    Analysis.Cohorts cohorts = analysis.cohorts();
    if (cohorts != null && measured(Topic.FOR_WHOM, "cohort")) {
      tell(StoryWord.DID_COHORTS, story.count(cohorts.parts()));
    }
  }

  private void measures() {
    Words words = Words.in(story.words().language(), SupplementSections.catalogue(Topic.MEASURES));
    Set<String> names = new LinkedHashSet<>();
    for (Supplement row : rows) {
      if (row.topic() == Topic.MEASURES) {
        String name = words.find("measure", row.measure()).orElse(row.measure());
        names.add(Story.lower(name.split("[:,(]", 2)[0].strip()));
      }
    }
    if (!names.isEmpty()) {
      tell(StoryWord.DID_MEASURES, String.join("; ", names));
    }
  }

  private void repeated() {
    if (by(Topic.REPEATED, "change")) {
      tell(StoryWord.DID_CHANGE);
    }
    if (by(Topic.REPEATED, "ancova")) {
      tell(StoryWord.DID_ANCOVA);
    }
    if (by(Topic.REPEATED, "mmrm-kenward-roger")) {
      tell(StoryWord.DID_MMRM, "Kenward–Roger", cite(Reference.KENWARD_ROGER));
    } else if (by(Topic.REPEATED, "mmrm")) {
      tell(StoryWord.DID_MMRM, "Satterthwaite", cite(Reference.SATTERTHWAITE));
    }
  }

  private void byPeriod() {
    Analysis.ByPeriod plan = analysis.byPeriod();
    if (plan == null || !any(Topic.BY_PERIOD, row -> true)) {
      return;
    }
    tell(StoryWord.DID_BY_PERIOD);
    if (measured(Topic.BY_PERIOD, "placebo")) {
      tell(StoryWord.DID_PLACEBO, story.count(plan.before()));
    }
    if (by(Topic.BY_PERIOD, "sup-t")) {
      tell(
          StoryWord.DID_BAND,
          whole(plan.draws()),
          seed(plan.seed()),
          cite(Reference.MONTIEL_PLAGBORG));
    }
  }
}
