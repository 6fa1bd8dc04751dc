package org.equipoise.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.adoption.AdoptionDataReader;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.analysis.DataPlan;
import org.equipoise.analysis.DataTable;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.publication.SealTable;
import org.jspecify.annotations.Nullable;

/** Reads every cell of a data file as it is written, for the rules about what may be packed. */
public final class SealTables {

  /** Digits of a line's digest that are kept. */
  private static final int DIGITS = 8;

  private SealTables() {}

  /**
   * A data file of a trial; null when it is no table, which the analysis will say.
   *
   * @param path where it will lie in the bundle
   */
  public static @Nullable SealTable read(
      Protocol protocol, DataFile declared, Path file, String path) throws IOException {
    return read(DataPlan.of(protocol).format(declared), file, path);
  }

  /** The data file of a study. */
  public static @Nullable SealTable read(AdoptionPlan plan, Path file, String path)
      throws IOException {
    return read(AdoptionDataReader.format(plan), file, path);
  }

  private static @Nullable SealTable read(TableFormat format, Path file, String path)
      throws IOException {
    // What stands for a missing value is still something that stands there.
    TableFormat plain =
        new TableFormat(format.delimiter(), format.decimal(), format.encoding(), List.of());
    try (CsvBytes bytes = CsvBytes.open(file)) {
      Frame frame =
          CsvTable.read(
                  bytes,
                  file,
                  plain,
                  names -> names.stream().distinct().map(ColumnSpec::texts).toList())
              .frame();
      return frame == null ? null : table(frame, path);
    }
  }

  private static SealTable table(Frame frame, String path) {
    List<TextColumn> columns = frame.names().stream().map(frame::texts).toList();
    List<List<String>> rows = new ArrayList<>(frame.rows());
    List<Integer> lines = new ArrayList<>(frame.rows());
    for (int row = 0; row < frame.rows(); row++) {
      List<String> cells = new ArrayList<>(columns.size());
      for (TextColumn column : columns) {
        String cell = column.at(row);
        cells.add(cell == null ? "" : cell);
      }
      rows.add(cells);
      lines.add(frame.lineOf(row));
    }
    return new SealTable(path, frame.names(), rows, lines);
  }

  /**
   * A file of answers of which none has come yet: a header and no rows; null when it has rows.
   *
   * @param declared the file as the protocol declares it
   */
  public static @Nullable DataTable unanswered(Protocol protocol, DataFile declared, Path file)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    for (int i = end; i < bytes.length; i++) {
      if (bytes[i] != '\n' && bytes[i] != '\r') {
        return null;
      }
    }
    List<String> columns = CsvTable.header(file, DataPlan.of(protocol).format(declared)).names();
    return columns.isEmpty() ? null : new DataTable(declared, columns, List.of(), new int[0]);
  }

  /** The columns that a study names. */
  public static List<String> columns(AdoptionPlan plan) {
    return AdoptionDataReader.columns(plan).stream().map(ColumnSpec::name).toList();
  }

  /**
   * Of every line of a file, without its line feed, the first eight digits of its SHA-256, each on
   * a line: they tell which line was changed, added or dropped.
   */
  public static byte[] lineDigests(byte[] file) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int i = 0; i <= file.length; i++) {
      if (i == file.length ? from < i : file[i] == '\n') {
        byte[] line = Arrays.copyOfRange(file, from, i);
        text.append(Digest.of(line).hex(), 0, DIGITS).append('\n');
        from = i + 1;
      }
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
