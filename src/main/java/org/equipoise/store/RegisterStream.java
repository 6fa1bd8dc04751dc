package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.equipoise.analysis.DataPlan;
import org.equipoise.analysis.StreamedEffects;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.protocol.Counting;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.jspecify.annotations.Nullable;

/**
 * Streams register files past the persons drawn. One file whose rows are grouped by person goes
 * straight through, in two parts at once; rows that are not grouped, several files and several
 * deliveries are first sorted into piles of persons on disk ({@link PersonPiles}).
 */
public final class RegisterStream {

  private static final long SECOND = 1_000_000_000L;

  private final DataPlan plan;
  private final List<Source> sources = new ArrayList<>();
  private final StreamedEffects effects;
  private final Path temporary;
  private final Consumer<String> progress;
  private final List<Finding> findings = new ArrayList<>();
  private long strangers;
  private long rows;

  /** A delivery of a file. */
  private record Source(DataFile file, int delivery, Path path) {}

  /**
   * What came of streaming.
   *
   * @param told what was counted; nothing when there are errors
   * @param rows rows read
   * @param unmatched rows of people who are not among those drawn
   * @param findings what was found
   */
  public record Streamed(
      StreamedEffects.Told told, long rows, long unmatched, List<Finding> findings) {
    /** Keeps its own copies. */
    public Streamed {
      findings = List.copyOf(findings);
    }
  }

  private RegisterStream(
      Protocol protocol, StreamedEffects effects, Path temporary, Consumer<String> progress) {
    this.plan = DataPlan.of(protocol);
    this.effects = effects;
    this.temporary = temporary;
    this.progress = progress;
  }

  /**
   * Streams register files.
   *
   * @param files deliveries by the protocol's names of the files, earlier ones first
   * @param temporary folder for what must wait on disk
   * @param progress is told now and then how far the work has come
   * @throws IOException if a file cannot be read or written
   */
  public static Streamed stream(
      Protocol protocol,
      Map<String, List<Path>> files,
      StreamedEffects effects,
      Path temporary,
      Consumer<String> progress)
      throws IOException {
    RegisterStream stream = new RegisterStream(protocol, effects, temporary, progress);
    for (DataFile file : protocol.data().files()) {
      List<Path> deliveries = files.getOrDefault(file.name(), List.of());
      for (int d = 0; d < deliveries.size() && file.rows().ofRegisters(); d++) {
        stream.sources.add(new Source(file, d, deliveries.get(d)));
      }
    }
    return stream.run();
  }

  /** The series that files tell of, and those made of such series alone. */
  public static Set<Series.Id> told(Protocol protocol, Map<String, List<Path>> files) {
    Set<Series.Id> told = new LinkedHashSet<>();
    Map<DataFile, Set<String>> headers = new LinkedHashMap<>();
    for (DataFile file : protocol.data().files()) {
      for (Path path : files.getOrDefault(file.name(), List.of())) {
        if (file.rows().ofRegisters()) {
          headers
              .computeIfAbsent(file, key -> new LinkedHashSet<>())
              .addAll(header(protocol, file, path));
        }
      }
    }
    for (Register register : protocol.registers()) {
      for (Series series : register.series()) {
        String column = protocol.data().columnOf(series.id().value());
        Counting counting = series.counting();
        boolean there =
            counting.parts().isEmpty()
                ? headers.entrySet().stream()
                    .anyMatch(
                        file ->
                            switch (file.getKey().rows()) {
                              case SPELL ->
                                  counting instanceof Counting.Spells
                                      && register.id().equals(file.getKey().dated().register());
                              case PAYMENT ->
                                  counting instanceof Counting.Payments
                                      && register.id().equals(file.getKey().dated().register());
                              case PERSON_PERIOD, PERSON_CALENDAR ->
                                  counting instanceof Counting.Given
                                      && file.getValue().contains(column);
                              case PERSON, PERSON_WAVE -> false;
                            })
                : told.containsAll(counting.parts());
        if (there) {
          told.add(series.id());
        }
      }
    }
    return told;
  }

  private static List<String> header(Protocol protocol, DataFile file, Path path) {
    if (!ParquetTable.is(path)) {
      return CsvTable.header(path, DataPlan.of(protocol).format(file)).names();
    }
    try (Connection connection = DuckDb.open(1)) {
      return ParquetTable.names(connection, path);
    } catch (SQLException e) {
      return List.of(); // reading it says why
    }
  }

  private Streamed run() throws IOException {
    RegisterSource.Ids ids = RegisterSource.Ids.of(effects.index(), effects.ids());
    List<StreamedEffects.Worker> workers = List.of(effects.worker(), effects.worker());
    boolean grouped = sources.size() == 1 && direct(sources.get(0), ids, workers);
    if (!grouped && !failed()) {
      workers = List.of(effects.worker(), effects.worker());
      piled(ids, workers);
    }
    if (failed()) {
      return new Streamed(StreamedEffects.Told.nothing(), rows, strangers, findings);
    }
    progress.accept("counting those without rows");
    List<StreamedEffects.Worker> all = workers;
    int half = effects.people() / 2;
    both(
        part ->
            all.get(part)
                .endOthers(part == 0 ? 0 : half, part == 0 ? half : effects.people(), all));
    StreamedEffects.Told told = effects.finish(workers);
    findings.addAll(told.findings());
    return new Streamed(told, rows, strangers, findings);
  }

  private boolean failed() {
    return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
  }

  /** Whether the file went straight through: a person never came back after another. */
  private boolean direct(
      Source source, RegisterSource.Ids ids, List<StreamedEffects.Worker> workers)
      throws IOException {
    boolean[] scattered = new boolean[RegisterSource.PARTS];
    try (RegisterSource file = open(source)) {
      each(
          file,
          ids,
          source.path(),
          (part, piece, personOf, found) -> {
            boolean on =
                !scattered[0]
                    && !scattered[1]
                    && workers
                        .get(part)
                        .tell(source.file(), source.delivery(), piece, personOf, found);
            scattered[part] |= !on;
            return on;
          });
      rows = file.rows();
      refuseEmpty(source, file);
    }
    workers.forEach(StreamedEffects.Worker::close);
    boolean shared = workers.get(0).told().intersects(workers.get(1).told());
    boolean grouped = !scattered[0] && !scattered[1] && !shared;
    if (!grouped) {
      progress.accept("rows are not grouped by person: sorting them on disk first");
      strangers = 0;
    }
    return grouped;
  }

  private void piled(RegisterSource.Ids ids, List<StreamedEffects.Worker> workers)
      throws IOException {
    try (PersonPiles piles = new PersonPiles(temporary, effects.people())) {
      rows = 0;
      for (int s = 0; s < sources.size(); s++) {
        Source source = sources.get(s);
        int number = s;
        StreamedEffects.Kept[] kept = new StreamedEffects.Kept[RegisterSource.PARTS];
        try (RegisterSource file = open(source)) {
          each(
              file,
              ids,
              source.path(),
              (part, piece, personOf, found) -> {
                kept[part] = workers.get(part).keep(source.file(), source.delivery(), piece, found);
                piles.add(part, number, kept[part], personOf);
                return true;
              });
          rows += file.rows();
          refuseEmpty(source, file);
        }
        StreamedEffects.Kept any = kept[0] != null ? kept[0] : kept[1];
        piles.told(any);
      }
      if (failed()) {
        return;
      }
      boolean[] twice = new boolean[RegisterSource.PARTS];
      progress.accept("counting");
      both(part -> twice[part] = !piles.tell(part, workers.get(part)));
      if (twice[0] || twice[1]) {
        findings.add(
            Finding.error(
                Place.file(CellWords.of(sources.get(0).path())),
                "a person and period stand twice in one delivery",
                "one row a person and period: remove one of the two"));
      }
    }
  }

  /** Nobody in a register looks like nobody having the outcome. */
  private void refuseEmpty(Source source, RegisterSource file) {
    if (file.rows() == 0 && !failed()) {
      findings.add(
          Finding.error(
              Place.file(CellWords.of(source.path())),
              "it has no rows",
              "leave it out, or ask anew"));
    }
  }

  private RegisterSource open(Source source) throws IOException {
    return RegisterSource.of(source.path(), source.file(), plan);
  }

  /** What is done with a piece. */
  private interface Work {
    boolean take(int part, Frame piece, int[] personOf, List<Finding> found) throws IOException;
  }

  /** Reads both parts of a file side by side. */
  private void each(RegisterSource file, RegisterSource.Ids ids, Path path, Work work)
      throws IOException {
    List<List<Finding>> found = List.of(new ArrayList<>(), new ArrayList<>());
    long[] unknown = new long[RegisterSource.PARTS];
    long begun = System.nanoTime();
    long[] spoken = {begun};
    both(
        part ->
            file.read(
                part,
                ids,
                found.get(part),
                (piece, personOf) -> {
                  for (int person : personOf) {
                    unknown[part] += person < 0 ? 1 : 0;
                  }
                  if (part == 0) {
                    speak(file, path, spoken);
                  }
                  List<Finding> own = found.get(part);
                  return own.size() < Loaded.LISTED_ERRORS && work.take(part, piece, personOf, own);
                }));
    found.forEach(findings::addAll);
    strangers += unknown[0] + unknown[1];
  }

  private void speak(RegisterSource file, Path path, long[] spoken) {
    long now = System.nanoTime();
    if (now - spoken[0] > 5 * SECOND) {
      spoken[0] = now;
      progress.accept(
          "streaming "
              + path.getFileName()
              + ": "
              + Math.round(100 * file.progress())
              + " %, "
              + file.rows() / 1_000_000
              + " million rows");
    }
  }

  /** Work on one part. */
  private interface Part {
    void run(int part) throws IOException;
  }

  private static void both(Part work) throws IOException {
    @Nullable Throwable[] failure = new Throwable[1];
    Thread other =
        new Thread(
            () -> {
              try {
                work.run(1);
              } catch (IOException | RuntimeException | Error e) {
                failure[0] = e;
              }
            },
            "register");
    other.start();
    try {
      work.run(0);
    } finally {
      join(other);
    }
    Throwable failed = failure[0];
    if (failed instanceof IOException e) {
      throw e;
    } else if (failed instanceof RuntimeException e) {
      throw e;
    } else if (failed instanceof Error e) {
      throw e; // too little memory, say
    } else if (failed != null) {
      throw new IllegalStateException(Objects.requireNonNull(failed));
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Findings of a file that could not be read at all. */
  public static List<Finding> why(IOException e) {
    return e instanceof ParquetSource.UnreadableRegister unreadable
        ? List.of(unreadable.finding())
        : List.of();
  }
}
