package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Relations of statistics that a formula names: hands them over with the figures put in. */
final class StatedRelations {

  private StatedRelations() {}

  /**
   * What a relation says of a claim.
   *
   * @param figure what the claim prints; null when that is no figure but stars, say
   * @param figures what all claims print, by id
   */
  static Outcome judge(
      Claim claim,
      @Nullable Figure figure,
      Term.Call call,
      Map<String, Figure> figures,
      FigureRules rules) {
    List<StatCall.Argument> arguments = new ArrayList<>();
    for (Term.Argument argument : call.arguments()) {
      List<StatCall.Value> values = new ArrayList<>();
      for (Term value : argument.values()) {
        if (value instanceof Term.Reference reference) {
          Figure referred = figures.get(reference.id());
          if (referred == null) {
            return Outcome.uncheckable(reference.id() + " prints no figure");
          }
          values.add(new StatCall.Printed(referred));
        } else if (value instanceof Term.Word word) {
          values.add(new StatCall.Word(word.text()));
        }
      }
      arguments.add(new StatCall.Argument(argument.name(), values));
    }
    StatCall.Target target = new StatCall.Target(claim.printed(), figure);
    StatAnswer answer = StatClaims.call(target, new StatCall(call.name(), arguments), rules);
    return new Outcome(
        answer.verdict(),
        answer.doubts(),
        answer.nominal(),
        answer.recomputed(),
        answer.shown(),
        answer.missing(),
        answer.repair(),
        List.of(),
        answer.notes());
  }
}
