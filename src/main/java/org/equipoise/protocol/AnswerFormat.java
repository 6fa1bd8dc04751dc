package org.equipoise.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file of answers lies, as a survey tool exports it: which column holds what, and what its
 * cells mean.
 *
 * @param name what the command line calls it
 * @param rows what a row is
 * @param id column with the trial id or the site's own code of the person
 * @param wave column that tells the wave; null when the file holds one wave, named on import, or
 *     when the columns of the items tell it
 * @param waves what its cells mean; empty when they are codes of waves
 * @param respondent column that tells who answered; null when {@code by} does
 * @param respondents what its cells mean; empty when they are codes of respondents
 * @param by who answered every row when no column tells; null for participants
 * @param on columns with the day or time of the answer, the first that is filled counts, such as
 *     {@code submitdate}, {@code datestamp}; empty when it is named on import. In a file with one
 *     row a person they may hold {@code {wave}}
 * @param mode column that tells how it was answered; null when none does
 * @param modes what its cells mean
 * @param language column with the language of the form; null when none has it
 * @param items pattern of the columns of items: {@code {item}}, {@code {item}_{wave}}
 * @param columns columns that differ, by the code of an item, or by {@code ITEM@WAVE}
 * @param codes what cells mean that are not the item's own codes, by item, or by {@code *} for
 *     every item; then by cell
 * @param missing spellings of a missing answer besides the empty cell
 * @param delimiter what separates cells; null to find out
 * @param decimal the decimal mark; null to find out
 * @param encoding character encoding
 */
public record AnswerFormat(
    String name,
    Rows rows,
    String id,
    @Nullable String wave,
    Map<String, Wave.Id> waves,
    @Nullable String respondent,
    Map<String, Respondent.Id> respondents,
    Respondent.@Nullable Id by,
    List<String> on,
    @Nullable String mode,
    Map<String, Wave.Mode> modes,
    @Nullable String language,
    String items,
    Map<String, String> columns,
    Map<String, Map<String, String>> codes,
    List<String> missing,
    @Nullable Character delimiter,
    @Nullable Character decimal,
    String encoding) {

  /** What a row is. */
  public enum Rows {
    /** One answered form: a person, a wave and a respondent. */
    FORM,
    /** A person, with the answers of several waves side by side. */
    PERSON
  }

  /** Stands for every item in {@link #codes}. */
  public static final String ANY_ITEM = "*";

  /** Keeps its own copies, in order. */
  public AnswerFormat {
    waves = ordered(waves);
    respondents = ordered(respondents);
    on = List.copyOf(on);
    modes = ordered(modes);
    columns = ordered(columns);
    Map<String, Map<String, String>> meanings = new LinkedHashMap<>();
    codes.forEach((item, cells) -> meanings.put(item, ordered(cells)));
    codes = Collections.unmodifiableMap(meanings);
    missing = List.copyOf(missing);
  }

  private static <K, V> Map<K, V> ordered(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** Column of an item; of one at a wave where a row holds several waves. */
  public String columnOf(Item.Id item, Wave.Id at) {
    String declared = columns.get(item + "@" + at);
    declared = declared == null ? columns.get(item.value()) : declared;
    String pattern = declared == null ? items : declared;
    return pattern.replace("{item}", item.value()).replace("{wave}", at.value());
  }

  /** What a cell of an item means: the code it stands for, or the cell itself. */
  public String meaning(Item.Id item, String cell) {
    String own = codes.getOrDefault(item.value(), Map.of()).get(cell);
    return own != null ? own : codes.getOrDefault(ANY_ITEM, Map.of()).getOrDefault(cell, cell);
  }
}
