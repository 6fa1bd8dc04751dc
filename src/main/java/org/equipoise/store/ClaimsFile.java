package org.equipoise.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.equipoise.claims.Claim;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Problem;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TableFormat.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * Reads printed claims, a figure a row; {@code docs/claims.md} tells the columns and the language
 * of {@code follows}.
 *
 * <pre>
 * id,document,place,printed,unit,follows
 * B007,FK 2018,3.1,53 procent,"%, whole percent",586 / 1102
 * </pre>
 *
 * <p>Commas, semicolons or tabulators stand between cells; the text is UTF-8, or Latin-1 when it
 * cannot be UTF-8.
 */
public final class ClaimsFile {

  private static final List<String> NEEDED = List.of("id", "printed", "follows");

  /** Each column and the other names that it may have. */
  private static final Map<String, List<String>> TITLES = titles();

  /** Words of the language, which name no claim. */
  private static final Set<String> WORDS =
      Set.of(
          "x", "of", "av", "or", "eller", "and", "och", "at", "vid", "to", "till", "none", "same",
          "samma", "between", "mellan", "with", "med", "named", "list", "missing", "exactly",
          "less", "minus", "plus");

  private final String source;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, Integer> cells = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long errors;

  private ClaimsFile(String source) {
    this.source = source;
  }

  private static Map<String, List<String>> titles() {
    Map<String, List<String>> titles = new LinkedHashMap<>();
    titles.put("id", List.of("kod", "code", "nr"));
    titles.put("document", List.of("dokument"));
    titles.put("place", List.of("location", "plats", "ställe", "page", "sida"));
    titles.put("kind", List.of("claim_type", "type", "slag", "typ"));
    titles.put("printed", List.of("tryckt", "figure", "siffra"));
    titles.put("unit", List.of("unit_and_rounding", "enhet", "enhet_och_avrundning"));
    titles.put("follows", List.of("inputs", "följer", "följer av", "följer_av", "follows from"));
    titles.put("base", List.of("bas"));
    titles.put("note", List.of("anmärkning", "kommentar", "comment"));
    return titles;
  }

  /**
   * What came of reading.
   *
   * @param claims in the order of the file; empty when there are errors
   * @param findings what is wrong or worth knowing, in the order of the file
   * @param errors number of errors, listed or not
   * @param source the file for messages
   * @param columns for each column that the file has, its cell counted from 1
   */
  public record Read(
      List<Claim> claims,
      List<Finding> findings,
      long errors,
      String source,
      Map<String, Integer> columns) {

    /** Keeps its own copies. */
    public Read {
      claims = List.copyOf(claims);
      findings = List.copyOf(findings);
      columns = Map.copyOf(columns);
    }

    /** Findings of the check, which know line and column, with the name of the file. */
    public List<Finding> placed(List<Finding> ofCheck) {
      return ofCheck.stream().map(this::placed).toList();
    }

    private Finding placed(Finding finding) {
      Place place = finding.place();
      int cell = columns.getOrDefault(place.path(), 0);
      return new Finding(
          finding.severity(),
          new Place(source, place.line(), cell, ""),
          finding.found(),
          finding.expected());
    }
  }

  /** Reads a file. */
  public static Read read(Path file) {
    ClaimsFile reader = new ClaimsFile(CellWords.of(file));
    List<Claim> claims = List.of();
    try {
      byte[] bytes = Files.readAllBytes(file);
      claims = reader.claims(file, bytes);
    } catch (IOException e) {
      reader.add(CsvTable.unreadable(file, e));
    }
    reader.findings.sort(
        Comparator.comparingInt((Finding f) -> f.place().line())
            .thenComparingInt(f -> f.place().column()));
    return new Read(
        reader.errors > 0 ? List.of() : claims,
        reader.findings,
        reader.errors,
        reader.source,
        reader.cells);
  }

  private List<Claim> claims(Path file, byte[] held) throws IOException {
    boolean utf8 = isUtf8(held);
    if (!utf8) {
      add(Finding.note(Place.file(source), "the file is not UTF-8", "it is read as Latin-1"));
    }
    TableFormat format =
        TableFormat.standard().withMissing().with(utf8 ? Encoding.UTF_8 : Encoding.LATIN_1);
    try (CsvBytes bytes = CsvBytes.of(held)) {
      CsvTable.Salvaged read = CsvTable.salvage(bytes, file, format, this::choose);
      read.loaded().findings().forEach(findings::add);
      errors += read.loaded().errors();
      Frame frame = headers.keySet().containsAll(NEEDED) ? read.good() : null;
      return frame == null ? List.of() : rows(frame);
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private List<ColumnSpec> choose(CsvHeader header) {
    for (Map.Entry<String, List<String>> title : TITLES.entrySet()) {
      bind(header, title.getKey(), title.getValue());
    }
    List<String> unused = new ArrayList<>(header.names());
    unused.removeAll(headers.values());
    unused.removeIf(String::isBlank);
    for (String name : NEEDED) {
      if (!headers.containsKey(name)) {
        String near = Nearest.to(name, unused);
        String has = "the file has " + String.join(", ", header.names());
        add(
            Finding.error(
                new Place(source, header.firstLine(), 0, ""),
                "no column '" + name + "'",
                near == null ? has : "did you mean " + Problem.quote(near) + "?"));
      }
    }
    if (!unused.isEmpty()) {
      add(
          Finding.note(
              new Place(source, header.firstLine(), 0, ""),
              (unused.size() == 1 ? "column not used: " : "columns not used: ")
                  + String.join(", ", unused),
              ""));
    }
    return headers.values().stream().map(ColumnSpec::texts).toList();
  }

  private void bind(CsvHeader header, String name, List<String> others) {
    List<String> spellings = new ArrayList<>(List.of(name));
    spellings.addAll(others);
    for (String spelling : spellings) {
      for (int cell = 0; cell < header.names().size(); cell++) {
        String found = header.names().get(cell);
        if (found.toLowerCase(Locale.ROOT).equals(spelling)) {
          headers.put(name, found);
          cells.put(name, cell + 1);
          return;
        }
      }
    }
  }

  private List<Claim> rows(Frame frame) {
    List<Claim> claims = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (int row = 0; row < frame.rows(); row++) {
      int line = frame.lineOf(row);
      Claim claim =
          new Claim(
              cell(frame, row, "id"),
              cell(frame, row, "document"),
              cell(frame, row, "place"),
              cell(frame, row, "kind"),
              cell(frame, row, "printed"),
              cell(frame, row, "unit"),
              cell(frame, row, "follows"),
              cell(frame, row, "base"),
              cell(frame, row, "note"),
              line);
      check(claim, lines);
      claims.add(claim);
    }
    if (claims.isEmpty()) {
      add(Finding.error(Place.file(source), "there is no claim", "a row for each printed figure"));
    }
    return claims;
  }

  private void check(Claim claim, Map<String, Integer> lines) {
    if (claim.id().isEmpty()) {
      wrong(claim, "id", "the claim has no id", "a short code, such as B007");
      return;
    }
    Integer earlier = lines.putIfAbsent(claim.id(), claim.line());
    if (earlier != null) {
      wrong(
          claim,
          "id",
          "the id " + Problem.quote(claim.id()) + " stands on line " + earlier + " already",
          "give each claim its own id");
    }
    if (WORDS.contains(claim.id().toLowerCase(Locale.ROOT))) {
      wrong(
          claim,
          "id",
          Problem.quote(claim.id()) + " is a word of the claim language",
          "another id, such as B007");
    }
    if (claim.printed().isEmpty()) {
      wrong(claim, "printed", "nothing is printed", "the figure as the document prints it");
    }
  }

  private void wrong(Claim claim, String column, String found, String expected) {
    int cell = cells.getOrDefault(column, 0);
    add(Finding.error(new Place(source, claim.line(), cell, ""), found, expected));
  }

  private void add(Finding finding) {
    findings.add(finding);
    errors += finding.severity() == Finding.Severity.ERROR ? 1 : 0;
  }

  private String cell(Frame frame, int row, String name) {
    @Nullable String header = headers.get(name);
    String text = header == null ? null : frame.texts(header).at(row);
    return text == null ? "" : text.strip();
  }
}
