package org.equipoise.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.equipoise.frame.ColumnPart;

/**
 * The plain road: a table without quotes is split at its bytes, region by region on all cores, and
 * most cells become values without becoming texts. A cell that is not plain goes to the rules of
 * {@link ColumnPart} as on the {@linkplain CsvReference reference road}, and both roads give the
 * same frame and the same findings.
 *
 * <p>A line belongs to the region in which the line feed before it stands. Every region knows from
 * the inspection which row is its first, so regions are written straight to their place.
 */
final class CsvPlain implements CsvWorkers.Task {

  private final CsvBytes bytes;
  private final int begin;
  private final CsvInspection inspection;
  private final CsvLayout layout;
  private final int[] firstLines;
  private final int capacity;
  private final CsvBlock[] blocks;

  private CsvPlain(
      CsvBytes bytes, int begin, CsvInspection inspection, CsvLayout layout, int capacity) {
    this.bytes = bytes;
    this.begin = begin;
    this.inspection = inspection;
    this.layout = layout;
    this.capacity = capacity;
    int regions = inspection.regions();
    this.blocks = new CsvBlock[regions];
    this.firstLines = new int[regions + 1];
    firstLines[0] = 1;
    for (int region = 0, line = 2; region < regions; region++) {
      line += inspection.lineFeeds(region);
      firstLines[region + 1] = line;
    }
  }

  /** Reads all records. */
  static List<CsvBlock> read(
      CsvBytes bytes, int begin, CsvInspection inspection, CsvLayout layout, int capacity)
      throws IOException {
    CsvPlain road = new CsvPlain(bytes, begin, inspection, layout, capacity);
    CsvWorkers.run(inspection.regions(), road);
    return Arrays.asList(road.blocks);
  }

  @Override
  public void run(int region) throws IOException {
    int headerLine = layout.header().lastLine();
    int firstRow = Math.max(0, firstLines[region] - headerLine - 1);
    int limit = Math.min(capacity, Math.max(0, firstLines[region + 1] - headerLine - 1));
    CsvBlock block = new CsvBlock(layout, firstRow, limit);
    blocks[region] = block;
    long from = region == 0 ? begin : (long) region * inspection.regionSize();
    long to = Math.min((region + 1L) * inspection.regionSize(), bytes.size());
    new CsvRegion(bytes, layout, block).read(from, to, firstLines[region], region == 0);
    block.close();
  }
}
