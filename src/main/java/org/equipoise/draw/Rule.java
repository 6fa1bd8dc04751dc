package org.equipoise.draw;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;

/**
 * What a protocol's draw rule comes to.
 *
 * @param batch whether a whole pool is drawn at once
 * @param uses codes of the variables it looks at, beyond the strata
 * @param begin begins a stream
 */
record Rule(boolean batch, List<String> uses, Function<StreamName, Course> begin) {

  static Rule of(Protocol protocol) {
    DrawRule draw = protocol.draw();
    if (draw instanceof DrawRule.Simple simple) {
      Course.Setting setting = plain(SimpleDraw.RULE, Arms.of(protocol, simple.ratio()));
      return oneByOne(setting, stream -> new SimpleDraw(setting, stream));
    }
    if (draw instanceof DrawRule.BigStick stick) {
      Course.Setting setting = plain(BigStickDraw.RULE, Arms.of(protocol, stick.ratio()));
      return oneByOne(setting, stream -> new BigStickDraw(setting, stream, stick.limit()));
    }
    if (draw instanceof DrawRule.PermutedBlocks blocks) {
      Course.Setting setting = plain(BlockDraw.RULE, Arms.of(protocol, blocks.ratio()));
      long[] sizes = blocks.sizes().stream().mapToLong(size -> size).sorted().distinct().toArray();
      return oneByOne(setting, stream -> new BlockDraw(setting, stream, sizes));
    }
    if (draw instanceof DrawRule.Minimisation minimisation) {
      return minimisation(protocol, minimisation);
    }
    if (draw instanceof DrawRule.Complete complete) {
      return complete(protocol, complete);
    }
    if (draw instanceof DrawRule.Lottery lottery) {
      Course.Setting setting = plain(LotteryDraw.RULE, Arms.equal(protocol));
      Arm.Id control = protocol.control().id();
      return pooled(setting, stream -> new LotteryDraw(setting, stream, lottery, control));
    }
    if (draw instanceof DrawRule.MatchedPairs pairs) {
      String pair = pairs.pair().value();
      Course.Setting setting =
          new Course.Setting(PairDraw.RULE, Arms.equal(protocol), List.of(pair));
      return pooled(setting, stream -> new PairDraw(setting, stream, pair));
    }
    throw new IllegalArgumentException("nobody is drawn here: the arms come with the data");
  }

  private static Rule minimisation(Protocol protocol, DrawRule.Minimisation rule) {
    Arms arms = Arms.of(protocol, rule.ratio());
    MinimisationDraw.Balance balance = MinimisationDraw.Balance.of(rule, arms);
    Course.Setting setting = new Course.Setting(MinimisationDraw.RULE, arms, balance.variables());
    return oneByOne(setting, stream -> new MinimisationDraw(setting, stream, balance));
  }

  private static Rule complete(Protocol protocol, DrawRule.Complete rule) {
    DrawRule.Balance balance = rule.balance();
    List<String> on =
        balance == null ? List.of() : balance.on().stream().map(Variable.Id::value).toList();
    CompleteDraw.Criterion criterion = balance == null ? null : criterion(protocol, balance);
    Course.Setting setting =
        new Course.Setting(CompleteDraw.RULE, Arms.of(protocol, rule.ratio()), on);
    return pooled(setting, stream -> new CompleteDraw(setting, stream, criterion));
  }

  private static CompleteDraw.Criterion criterion(Protocol protocol, DrawRule.Balance balance) {
    List<Imbalance.Column> columns =
        balance.on().stream()
            .map(id -> protocol.variable(id).orElseThrow())
            .flatMap(variable -> Imbalance.Column.of(variable).stream())
            .toList();
    int rank =
        Decimals.of(balance.acceptance())
            .multiply(BigDecimal.valueOf(CompleteDraw.REFERENCE))
            .setScale(0, RoundingMode.CEILING)
            .intValueExact();
    return new CompleteDraw.Criterion(columns, rank);
  }

  private static Course.Setting plain(String rule, Arms arms) {
    return new Course.Setting(rule, arms, List.of());
  }

  private static Rule oneByOne(Course.Setting setting, Function<StreamName, Course> begin) {
    return new Rule(false, setting.uses(), begin);
  }

  private static Rule pooled(Course.Setting setting, Function<StreamName, Course> begin) {
    return new Rule(true, setting.uses(), begin);
  }
}
