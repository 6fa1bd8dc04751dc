package org.equipoise.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How data files hold what the protocol names.
 *
 * @param files the files, the main one first; it holds the persons
 * @param id column of the person's trial id; null when the plan names none: then it is {@code id},
 *     and in a main file without such a column every row is a person of its own
 * @param arm column of the assigned arm
 * @param drawn column of the date of the draw; null when there is none
 * @param met column of the date the person first met the service; null when there is none
 * @param left column of the date from which the person can no longer be followed (died, moved
 *     abroad, withdrew); null when there is none
 * @param answered pattern of the columns that say whether a wave was answered, such as {@code
 *     {wave}_answered}; null when an answer to any item decides
 * @param items pattern of the columns of items in a file with one row a person, such as {@code
 *     {item}_{wave}}
 * @param columns column names that differ: by the code of a variable, consent, criterion or series,
 *     or by {@code item@wave}
 */
public record DataLayout(
    List<DataFile> files,
    @Nullable String id,
    String arm,
    @Nullable String drawn,
    @Nullable String met,
    @Nullable String left,
    @Nullable String answered,
    String items,
    Map<String, String> columns) {

  /**
   * One data file.
   *
   * @param name what the command line calls it
   * @param rows what a row is
   * @param wave column of the wave in a file with one row a person and wave; else null
   * @param period column of the period in a file with one row a person and period, counted from the
   *     draw or by the calendar; else null
   * @param respondent column of the respondent; null when only participants answer
   * @param dated columns of a file of spells or payments
   * @param delimiter what separates cells; null to find out
   * @param decimal the decimal mark; null to find out
   * @param encoding character encoding, {@code UTF-8} unless declared
   * @param missing spellings of a missing value besides the empty cell
   */
  public record DataFile(
      String name,
      Rows rows,
      @Nullable String wave,
      @Nullable String period,
      @Nullable String respondent,
      Dated dated,
      @Nullable Character delimiter,
      @Nullable Character decimal,
      String encoding,
      List<String> missing) {
    /** Keeps its own copy. */
    public DataFile {
      missing = List.copyOf(missing);
    }
  }

  /**
   * What stands where in a file of spells or payments; null where the file has no such column.
   *
   * @param register the register whose rows these are
   * @param from first day of a spell
   * @param to last day of a spell; an empty cell is a spell that goes on
   * @param state state that a spell is in
   * @param on day of a payment
   * @param kind kind of a payment
   * @param amount amount of a payment
   */
  public record Dated(
      Register.@Nullable Id register,
      @Nullable String from,
      @Nullable String to,
      @Nullable String state,
      @Nullable String on,
      @Nullable String kind,
      @Nullable String amount) {
    /** No such columns. */
    public static final Dated NONE = new Dated(null, null, null, null, null, null, null);
  }

  /** What a row is. */
  public enum Rows {
    PERSON,
    PERSON_WAVE,
    /** A person in a period counted from the draw. */
    PERSON_PERIOD,
    /** A person in a month, quarter or year of the calendar. */
    PERSON_CALENDAR,
    /** A person in a state, from one day to another. */
    SPELL,
    /** A payment to a person on a day. */
    PAYMENT;

    /** Whether such rows come from registers. */
    public boolean ofRegisters() {
      return switch (this) {
        case PERSON, PERSON_WAVE -> false;
        case PERSON_PERIOD, PERSON_CALENDAR, SPELL, PAYMENT -> true;
      };
    }
  }

  /** Keeps its own copies. */
  public DataLayout {
    files = List.copyOf(files);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** Column of the person's trial id. */
  public String idColumn() {
    return id == null ? "id" : id;
  }

  /** Column of a variable, consent, criterion or series. */
  public String columnOf(String code) {
    return columns.getOrDefault(code, code);
  }

  /** Column of an item at a wave, in a file with one row a person. */
  public String columnOf(Item.Id item, Wave.Id wave) {
    String declared = columns.get(item + "@" + wave);
    return declared != null
        ? declared
        : items.replace("{item}", item.value()).replace("{wave}", wave.value());
  }

  /** Column that says whether a wave was answered; null when an answer to any item decides. */
  public @Nullable String answeredColumn(Wave.Id wave) {
    return answered == null ? null : answered.replace("{wave}", wave.value());
  }
}
