package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.publication.PrintedName;
import org.equipoise.publication.PrintedNumber;
import org.equipoise.publication.PrintedQuantity;
import org.equipoise.publication.PrintedRow;
import org.equipoise.publication.PrintedTable;
import org.equipoise.publication.ReanalysedName;
import org.equipoise.publication.ReanalysedName.Part;
import org.equipoise.publication.ReanalysedNumbers;
import org.equipoise.publication.ReanalysedRow;
import org.equipoise.publication.Reanalysis;
import org.equipoise.store.JsonTree.JsonArray;
import org.equipoise.store.JsonTree.JsonNumber;
import org.equipoise.store.JsonTree.JsonObject;
import org.equipoise.store.JsonTree.JsonString;
import org.jspecify.annotations.Nullable;

/**
 * Reads an analysis that was made before: {@code results.json} of a trial or a study, the folder it
 * lies in, or any tidy CSV with the columns that {@link PublishedFile} knows, as R and Stata write
 * them. What is read so can be compared; it cannot be made in other ways.
 */
public final class ReanalysisFile {

  private ReanalysisFile() {}

  /**
   * What came of reading.
   *
   * @param reanalysis the rows; null if any finding is an error
   * @param findings what is wrong or worth knowing
   */
  public record Read(@Nullable Reanalysis reanalysis, List<Finding> findings) {
    /** Keeps its own copy. */
    public Read {
      findings = List.copyOf(findings);
    }
  }

  /** The file of results that a path names; null when it names none. */
  public static @Nullable Path of(Path path) {
    if (Files.isDirectory(path)) {
      Path json = path.resolve("results.json");
      boolean other = Files.exists(path.resolve("protocol.json"));
      return Files.isRegularFile(json) && !other ? json : null;
    }
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt")) {
      return path;
    }
    return name.endsWith(".json") && isResults(path) ? path : null;
  }

  private static boolean isResults(Path path) {
    byte[] bytes = PlanBytes.read(path).bytes();
    return bytes != null
        && JsonText.parse(path.toString(), bytes).tree() instanceof JsonObject top
        && (top.members().containsKey("effects") || top.members().containsKey("rows"))
        && top.members().containsKey("format");
  }

  /** Reads a file that {@link #of} named. */
  public static Read read(Path file) throws IOException {
    boolean json = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".json");
    return json ? json(file) : tidy(file);
  }

  private static Read tidy(Path file) {
    PublishedFile.Read read = PublishedFile.read(file, List.of());
    PrintedTable table = read.table();
    List<Finding> findings =
        read.findings().stream()
            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
            .toList();
    if (table == null) {
      return new Read(null, findings);
    }
    List<ReanalysedRow> rows = new ArrayList<>();
    String main = table.rows().isEmpty() ? "" : table.rows().get(0).name().analysis();
    for (PrintedRow row : table.rows()) {
      PrintedName name = row.name();
      ReanalysedName ours =
          new ReanalysedName(
              Part.of(name.outcome()),
              Part.of(name.moment()),
              Part.of(name.group()),
              Part.of(name.term()),
              Part.of(name.analysis()));
      boolean first = name.analysis().equals(main);
      rows.add(ReanalysedRow.of(ours, numbers(row), first));
    }
    return new Read(new Reanalysis(file.toString(), rows, false), findings);
  }

  private static ReanalysedNumbers numbers(PrintedRow row) {
    double treated = number(row, PrintedQuantity.N_TREATED);
    double control = number(row, PrintedQuantity.N_CONTROL);
    double all = number(row, PrintedQuantity.N);
    boolean arms = !Double.isNaN(treated) && !Double.isNaN(control);
    return new ReanalysedNumbers(
        number(row, PrintedQuantity.ESTIMATE),
        number(row, PrintedQuantity.STANDARD_ERROR),
        number(row, PrintedQuantity.STATISTIC),
        number(row, PrintedQuantity.DF),
        number(row, PrintedQuantity.P),
        number(row, PrintedQuantity.LOW),
        number(row, PrintedQuantity.HIGH),
        arms || Double.isNaN(all) ? treated : all,
        arms || Double.isNaN(all) ? control : 0,
        number(row, PrintedQuantity.MEAN_TREATED),
        number(row, PrintedQuantity.MEAN_CONTROL));
  }

  private static double number(PrintedRow row, PrintedQuantity quantity) {
    return row.numbers().stream()
        .filter(number -> number.quantity() == quantity)
        .map(PrintedNumber::value)
        .findFirst()
        .map(Number::doubleValue)
        .orElse(Double.NaN);
  }

  private static Read json(Path file) throws IOException {
    JsonText.Parsed parsed = JsonText.parse(file.toString(), Files.readAllBytes(file));
    if (!(parsed.tree() instanceof JsonObject top)) {
      return new Read(null, parsed.findings());
    }
    boolean study = top.members().containsKey("rows");
    JsonArray array = array(top, study ? "rows" : "effects");
    List<ReanalysedRow> rows = new ArrayList<>();
    String main = "";
    for (JsonTree element : array == null ? List.<JsonTree>of() : array.elements()) {
      if (element instanceof JsonObject row) {
        main = rows.isEmpty() ? text(row, "analysis") : main;
        rows.add(study ? ofStudy(row, main) : ofTrial(row, main));
      }
    }
    if (rows.isEmpty()) {
      return new Read(
          null,
          List.of(
              Finding.error(
                  Place.file(file.toString()),
                  "this file holds no results",
                  "name results.json of equipoise analyse, or a tidy CSV")));
    }
    return new Read(new Reanalysis(file.toString(), rows, false), parsed.findings());
  }

  private static ReanalysedRow ofTrial(JsonObject row, String main) {
    JsonObject moment = object(row, "moment");
    String when =
        moment == null
            ? ""
            : text(moment, "wave").isEmpty() ? whole(real(moment, "number")) : text(moment, "wave");
    ReanalysedName name =
        new ReanalysedName(
            Part.of(text(row, "outcome")),
            Part.of(when),
            Part.of(text(row, "subgroup")),
            Part.of(text(row, "arm")),
            Part.of(text(row, "analysis")));
    return row(row, name, real(row, "analysed"), real(row, "analysedControl"), main);
  }

  private static ReanalysedRow ofStudy(JsonObject row, String main) {
    boolean grouped = text(row, "estimator").equals("group-time");
    ReanalysedName name =
        new ReanalysedName(
            Part.of(text(row, "outcome")),
            Part.NONE,
            Part.of(text(row, "group")),
            Part.of((grouped ? "" : text(row, "estimator") + " ") + text(row, "key")),
            Part.of(text(row, "analysis")));
    return row(row, name, real(row, "treated"), real(row, "controls"), main);
  }

  private static ReanalysedRow row(
      JsonObject row, ReanalysedName name, double treated, double control, String main) {
    boolean estimated = text(row, "status").equals("estimated");
    ReanalysedNumbers numbers =
        new ReanalysedNumbers(
            real(row, "estimate"),
            real(row, "standardError"),
            real(row, "statistic"),
            real(row, "df"),
            real(row, "p"),
            real(row, "low"),
            real(row, "high"),
            treated,
            control,
            real(row, "meanArm"),
            real(row, "meanControl"));
    return ReanalysedRow.of(name, estimated ? numbers : null, name.analysis().code().equals(main));
  }

  private static @Nullable JsonTree member(JsonObject object, String name) {
    JsonTree.Member member = object.members().get(name);
    return member == null ? null : member.value();
  }

  private static @Nullable JsonArray array(JsonObject object, String name) {
    return member(object, name) instanceof JsonArray array ? array : null;
  }

  private static @Nullable JsonObject object(JsonObject object, String name) {
    return member(object, name) instanceof JsonObject inner ? inner : null;
  }

  private static String text(JsonObject object, String name) {
    return member(object, name) instanceof JsonString text ? text.value() : "";
  }

  /** A number; infinite where the reason for its absence says so, NaN where there is none. */
  private static double real(JsonObject object, String name) {
    if (member(object, name) instanceof JsonNumber number) {
      return number.value().doubleValue();
    }
    JsonObject absent = object(object, "absent");
    boolean infinite = absent != null && text(absent, name).equals("infinite");
    return infinite ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  private static String whole(double number) {
    return Double.isNaN(number) ? "" : Objects.toString(Math.round(number));
  }
}
