package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.equipoise.store.FileSet;
import org.equipoise.store.FileSet.Written;

/** What a report command says when it is done: of what, in which files, how large, how long. */
final class ReportAnswer {

  /** Files that are named of many. */
  private static final int NAMED = 5;

  private static final double MILLIS = 1000;
  private static final double KIBIBYTE = 1024;

  private final InstantSource clock;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final Map<String, Object> about = new LinkedHashMap<>();
  private final List<Written> written = new ArrayList<>();
  private final List<Path> removed = new ArrayList<>();
  private final List<Path> drafts = new ArrayList<>();
  private Instant last;

  ReportAnswer(InstantSource clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  /** Names what has been done since the last time. */
  void done(String what) {
    Instant now = clock.instant();
    seconds.put(what, Duration.between(last, now).toMillis() / MILLIS);
    last = now;
  }

  void about(String trial, String digest, LocalDate day) {
    about.put("id", trial);
    about.put("digest", digest);
    about.put("day", day);
  }

  void hidden(int values) {
    about.put("hidden", values);
  }

  /** Writes the files. */
  void write(FileSet files) throws IOException {
    written.addAll(files.write());
    removed.addAll(files.removed());
    drafts.addAll(files.drafts());
    done("writing");
  }

  void print(boolean json, PrintWriter out) throws IOException {
    if (json) {
      List<Map<String, Object>> files = new ArrayList<>();
      for (Written each : written) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("file", shown(each.file()));
        file.put("bytes", each.bytes());
        files.add(file);
      }
      about.put("written", files);
      about.put(
          "removed",
          Stream.concat(removed.stream(), drafts.stream()).map(ReportAnswer::shown).toList());
      about.put("seconds", seconds);
      Json.print(out, about);
      return;
    }
    Map<Path, List<Written>> pictures = new LinkedHashMap<>();
    for (Written each : written) {
      if (isPicture(each.file())) {
        Path folder = Objects.requireNonNull(each.file().getParent());
        pictures.computeIfAbsent(folder, key -> new ArrayList<>()).add(each);
      } else {
        out.println("wrote " + shown(each.file()) + " (" + size(List.of(each)) + ")");
      }
    }
    pictures.forEach(
        (folder, all) ->
            out.println(
                String.format(
                    Locale.ROOT,
                    "wrote %d pictures into %s (%s)",
                    all.size(),
                    shown(folder),
                    size(all))));
    if (!removed.isEmpty()) {
      out.println("removed what the report before had and this one has not: " + named(removed));
    }
    if (!drafts.isEmpty()) {
      out.println("removed drafts of a run that was cut off: " + named(drafts));
    }
  }

  private static String named(List<Path> files) {
    String first =
        files.stream().limit(NAMED).map(ReportAnswer::shown).collect(Collectors.joining(", "));
    return files.size() <= NAMED ? first : first + ", and " + (files.size() - NAMED) + " more";
  }

  /** There are too many to name each. */
  private static boolean isPicture(Path file) {
    String name = file.toString();
    return name.endsWith(".svg") || name.endsWith(".png");
  }

  private static String size(List<Written> files) {
    long bytes = files.stream().mapToLong(Written::bytes).sum();
    return String.format(Locale.ROOT, "%,d KiB", (long) Math.ceil(bytes / KIBIBYTE));
  }

  /** A file as seen from the current folder where it lies in it. */
  private static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath().normalize();
    return (file.startsWith(here) ? here.relativize(file) : file).toString();
  }
}
