package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.ReleasedFlow;
import org.equipoise.document.Language;
import org.equipoise.document.Picture;
import org.equipoise.report.Sheet.Format;

/**
 * The pictures of a trial's report, by what they are about; none where there is nothing to draw.
 */
final class Pictures {

  private final Easel easel;

  Pictures(Released released, Language language) {
    this.easel = new Easel(released, language);
  }

  /** From whom was approached to who is analysed; only where a ledger tells. */
  List<Picture> flow() {
    ReleasedFlow flow = easel.released().flow();
    return flow == null
        ? List.of()
        : List.of(FlowPlot.of(easel.released().protocol(), flow, easel.language()).picture());
  }

  /** How the intake went, against the plan. */
  List<Picture> intake() {
    return IntakePlot.of(easel, easel.released().intake());
  }

  /** Who answered, by wave and arm. */
  List<Picture> response() {
    return ResponsePlot.of(easel);
  }

  /** How alike the arms were, among everybody drawn and among those who answered. */
  List<Picture> balance() {
    return BalancePlot.of(easel);
  }

  /** Who had met the service, by arm: what contrast is left. */
  List<Picture> contrast() {
    List<Picture> pictures = new ArrayList<>(ContrastPlot.of(easel));
    pictures.addAll(EffectCurves.met(easel));
    return pictures;
  }

  /** The main effects, by wave: the first page shows them. */
  List<Picture> effects() {
    ForestPlot plot =
        ForestPlot.of(easel.released(), easel.language()).with(ForestPlot.Subgroups.NONE);
    return plot.isEmpty()
        ? List.of()
        : List.of(
            new Picture(
                "effects",
                easel.say("effects.caption"),
                plot.description(),
                plot.svg(Format.WIDE),
                plot.svg(Format.NARROW)));
  }

  /** The primary outcomes by every planned analysis. */
  List<Picture> analyses() {
    return AnalysesPlot.of(easel).stream().toList();
  }

  /** Effects in every period. */
  List<Picture> periods() {
    return EffectCurves.of(easel);
  }

  /** For whom: subgroups and cohorts with their tests. */
  List<Picture> groups() {
    return GroupsPlot.of(easel);
  }

  /** What those without an answer could change. */
  List<Picture> loss() {
    return LossPlot.of(easel);
  }

  /** The same contrast under every named convention. */
  List<Picture> conventions() {
    return ConventionsPlot.of(easel);
  }

  /** The end of a file's name for one outcome, and its arm where there are several. */
  static String name(Effect effect, Easel easel) {
    String outcome = slug(effect.outcome().id().value());
    return easel.twoArms() ? outcome : outcome + "-" + slug(effect.arm().value());
  }

  /** A code as letters, digits and hyphens. */
  static String slug(String code) {
    StringBuilder slug = new StringBuilder(code.length());
    for (char c : code.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      slug.append(plain ? c : '-');
    }
    return slug.toString();
  }
}
