package org.equipoise.document;

/** What a cell says in one language; the same words in every form of a document. */
final class CellText {

  private final Numerals numerals;
  private final int limit;

  /**
   * Words for cells.
   *
   * @param limit counts from 1 to one below this are hidden
   */
  CellText(Language language, int limit) {
    this.numerals = new Numerals(language);
    this.limit = limit;
  }

  /** The lower end. */
  String low(Cell.Interval ends) {
    return numerals.limit(ends.low(), ends.scale());
  }

  /** The upper end. */
  String high(Cell.Interval ends) {
    return numerals.limit(ends.high(), ends.scale());
  }

  /** A cell on its own, without alignment. */
  String plain(Cell cell) {
    if (cell instanceof Cell.Words words) {
      return words.text();
    } else if (cell instanceof Cell.Count count) {
      return numerals.count(count.count());
    } else if (cell instanceof Cell.Quantity quantity) {
      return numerals.scaled(quantity.number(), quantity.scale());
    } else if (cell instanceof Cell.Share share) {
      return numerals.share(share.share());
    } else if (cell instanceof Cell.Interval ends) {
      return numerals.interval(low(ends), high(ends));
    } else if (cell instanceof Cell.P p) {
      return numerals.p(p.p());
    } else if (cell instanceof Cell.Pair pair) {
      return plain(pair.first()) + " / " + plain(pair.second());
    } else if (cell instanceof Cell.Hidden hidden) {
      return hidden.small() ? "<" + limit : "\u00b7\u00b7";
    } else if (cell instanceof Cell.Badge badge) {
      return badge.text();
    }
    return "";
  }
}
