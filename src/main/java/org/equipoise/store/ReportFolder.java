package org.equipoise.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.document.Picture;
import org.equipoise.document.Png;
import org.equipoise.report.AdoptionTables;
import org.equipoise.report.PlanRecord;
import org.equipoise.report.TidyTable;

/**
 * The parts of a report beside its page, all from the same released results: {@code report.md},
 * {@code tables.tex} and {@code report.txt}; each picture in {@code figures}; {@code results.json}
 * and the tidy tables as CSV; what was hidden and why in {@code hidden.csv}; and the counts that
 * are public from now on in {@code release.json}.
 *
 * <p>In several languages, the name of everything that has words ends with the language's tag.
 */
public final class ReportFolder {

  /** Bytes that the name of a file may have: less than drives take, for its draft is longer. */
  public static final int LONGEST_NAME = 255 - WholeFile.MORE_BYTES;

  /** Folder of the pictures, beside the text that shows them. */
  private static final String FIGURES = "figures";

  /** Pixels a unit of a picture. */
  private static final double SCALE = 2;

  private static final List<String> FIGURE_FOLDERS =
      List.of(
          FIGURES, FIGURES + "-" + Language.ENGLISH.tag(), FIGURES + "-" + Language.SWEDISH.tag());

  private static final String JSON = "results.json";
  private static final String HIDDEN = "hidden.csv";
  private static final String MARKDOWN = "report.md";
  private static final String LATEX = "tables.tex";
  private static final String TEXT = "report.txt";

  /** Tables of trials and of studies of adoption, which hold exact numbers. */
  private static final Set<String> TABLES =
      Set.of(
          "results",
          "supplements",
          "periods",
          "recruitment",
          "response",
          "response-tests",
          "exposure",
          "balance",
          "balance-tests",
          "effects",
          "cohorts");

  private static final Pattern WORDS =
      Pattern.compile("(report|tables)(-(en|sv))?\\.(html|md|tex|txt)");

  private final FileSet files;
  private UnaryOperator<Document> lettered = UnaryOperator.identity();

  private ReportFolder(FileSet files) {
    this.files = files;
  }

  private static boolean isPicture(String name) {
    return name.endsWith(".svg") || name.endsWith(".png");
  }

  /** Tells how a document is made one for plain text, where pictures are made of letters. */
  public void lettered(UnaryOperator<Document> lettering) {
    lettered = lettering;
  }

  private String text(ReportForm form, Document document, String pictures) {
    return form.of(form == ReportForm.TEXT ? lettered.apply(document) : document, pictures);
  }

  /** Adds parts of a report to files that are written together. */
  public static ReportFolder into(FileSet files) {
    return new ReportFolder(files);
  }

  /**
   * The report as one file in each language, in the form that its ending asks for. What Markdown
   * shows lies in a folder beside it.
   *
   * @param documents the same in one or several languages
   */
  public void report(Path file, List<Document> documents) {
    ReportForm form = ReportForm.of(file).orElseThrow();
    for (Document document : documents) {
      Path named = named(file, document.language(), documents.size());
      String figures = stem(named) + "-" + FIGURES;
      if (form == ReportForm.MARKDOWN) {
        svg(named.resolveSibling(figures), document);
      }
      files.seal(named, text(form, document, figures));
    }
  }

  /**
   * Everything else that has words.
   *
   * @param png whether each picture is there in pixels too
   */
  public void words(Path folder, List<Document> documents, boolean png) {
    for (Document document : documents) {
      Language language = document.language();
      Path figures = named(folder.resolve(FIGURES), language, documents.size());
      String beside = String.valueOf(figures.getFileName());
      Map<String, ReportForm> forms = new LinkedHashMap<>();
      forms.put(MARKDOWN, ReportForm.MARKDOWN);
      forms.put(LATEX, ReportForm.LATEX);
      forms.put(TEXT, ReportForm.TEXT);
      forms.forEach(
          (name, form) ->
              files.add(
                  named(folder.resolve(name), language, documents.size()),
                  text(form, document, beside)));
      svg(figures, document);
      for (Picture picture : png ? document.pictures() : List.<Picture>of()) {
        files.add(figures.resolve(picture.name() + ".png"), Png.of(picture.svg(), SCALE));
      }
    }
  }

  private void svg(Path folder, Document document) {
    files.sweep(folder, ReportFolder::isPicture);
    for (Picture picture : document.pictures()) {
      files.add(folder.resolve(picture.name() + ".svg"), picture.svg());
    }
  }

  /** The numbers of a trial, what was hidden of them, and what is public from now on. */
  public void numbers(Path folder, Released released, PlanRecord plan) throws IOException {
    // The gate's memory must be there whenever anything is that it has let through.
    files.add(folder.resolve(ReleaseFile.NAME), ReleaseFile.bytes(released.manifest()));
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ResultsJson.write(released, plan, json);
    files.add(folder.resolve(JSON), json.toByteArray());
    tables(folder, TidyTable.all(released, plan));
    files.add(folder.resolve(HIDDEN), HiddenFile.text(released.suppressions()));
  }

  /** The numbers of a study of adoption. */
  public void numbers(Path folder, ReleasedAdoption released) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    AdoptionJson.write(released, json);
    files.add(folder.resolve(JSON), json.toByteArray());
    tables(folder, AdoptionTables.all(released));
  }

  private void tables(Path folder, List<TidyTable> tables) throws IOException {
    for (TidyTable table : tables) {
      if (!table.rows().isEmpty()) {
        StringBuilder text = new StringBuilder();
        CsvWriter.standard().write(text, table.columns(), ResultsFolder.objects(table));
        files.add(folder.resolve(table.name() + ".csv"), text.toString());
      }
    }
  }

  /**
   * Takes away what an earlier report left in the folder and this one does not replace: a table
   * that is hidden now must not stay beside it. Files of other names are left.
   *
   * @param page where this report goes
   */
  public void sweep(Path folder, Path page) {
    files.sweep(folder, name -> isPart(name) || isPage(folder, page, name));
    for (String figures : FIGURE_FOLDERS) {
      files.sweep(folder.resolve(figures), ReportFolder::isPicture);
    }
  }

  /** Whether reports write a file of this name into their folder. */
  static boolean isPart(String name) {
    String stem = name.endsWith(".csv") ? name.substring(0, name.length() - ".csv".length()) : "";
    return name.equals(JSON)
        || name.equals(HIDDEN)
        || name.equals(ReleaseFile.NAME)
        || TABLES.contains(stem)
        || WORDS.matcher(name).matches();
  }

  /** The page itself may lie in the folder, alone or once a language. */
  private static boolean isPage(Path folder, Path page, String name) {
    boolean inside =
        folder.toAbsolutePath().normalize().equals(page.toAbsolutePath().normalize().getParent());
    return inside
        && (name.equals(String.valueOf(page.getFileName()))
            || Arrays.stream(Language.values())
                .anyMatch(each -> name.equals(String.valueOf(named(page, each, 2).getFileName()))));
  }

  /** Whether a file in the folder is a draft that a report left there when it was cut off. */
  public static boolean isDebris(String name) {
    String of = WholeFile.draftOf(name);
    return name.equals(FolderLocks.NAME) || (of != null && (isPart(of) || isPicture(of)));
  }

  /** Whether a file is one of those that have words in this folder. */
  public static boolean has(Path folder, Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return folder.toAbsolutePath().normalize().equals(parent)
        && List.of(MARKDOWN, LATEX, TEXT).contains(String.valueOf(file.getFileName()));
  }

  /** {@code report.html}, or {@code report-sv.html} where it is there in several languages. */
  public static Path named(Path file, Language language, int languages) {
    if (languages < 2) {
      return file;
    }
    String name = String.valueOf(file.getFileName());
    String stem = stem(file);
    return file.resolveSibling(stem + "-" + language.tag() + name.substring(stem.length()));
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
