package org.equipoise.store;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.report.ForestPlot;
import org.equipoise.report.Language;
import org.equipoise.report.Style;
import org.equipoise.report.TextReport;
import org.equipoise.report.TidyTable;

/**
 * Writes the files of one run of the planned analysis: {@code results.json}, the tidy tables {@code
 * results.csv}, {@code recruitment.csv}, {@code response.csv}, {@code response-tests.csv}, {@code
 * exposure.csv}, {@code balance.csv}, {@code balance-tests.csv}, the picture {@code forest.svg} and
 * the report {@code report.txt}. Tables without rows are not written.
 */
public final class ResultsFolder {

  private interface Content {
    void write(Writer out) throws IOException;
  }

  private ResultsFolder() {}

  /**
   * Writes the files into {@code folder}, which is made if need be; files of the same names are
   * replaced. Each file appears whole or not at all.
   *
   * @return the files written, in order
   */
  public static List<Path> write(Released released, Path folder, Language language)
      throws IOException {
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ResultsJson.write(released, json);
    written.add(replace(folder.resolve("results.json"), json.toByteArray()));
    for (TidyTable table : TidyTable.all(released)) {
      if (!table.rows().isEmpty()) {
        Path file = folder.resolve(table.name() + ".csv");
        written.add(replace(file, bytes(out -> ResultsCsv.write(table, out))));
      }
    }
    String svg = ForestPlot.of(released, language).svg();
    written.add(replace(folder.resolve("forest.svg"), bytes(out -> out.write(svg))));
    TextReport report = TextReport.of(released, language, Style.PLAIN);
    written.add(replace(folder.resolve("report.txt"), bytes(report::print)));
    return written;
  }

  private static byte[] bytes(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
      content.write(out);
    }
    return bytes.toByteArray();
  }

  /** Writes beside the file, forces it to disk, then moves it into place. */
  private static Path replace(Path file, byte[] bytes) throws IOException {
    Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".equipoise-", ".part");
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
    return file;
  }

  private static void move(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network drives cannot; the draft is complete, so the file is still never half new.
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
