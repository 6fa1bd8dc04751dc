package org.equipoise.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Protocol;

/** The files on disk by the protocol's names for them, as the words after {@code --data} say. */
final class DataFiles {

  private final List<String> names;
  private final Set<String> repeated = new HashSet<>();
  private final Map<String, List<Path>> paths = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private DataFiles(List<String> names) {
    this.names = names;
  }

  /** Understands each word: {@code NAME=FILE}, a folder, or the main file. */
  static DataFiles of(Protocol protocol, List<String> words) {
    return of(protocol.data().files().stream(), words);
  }

  /** The same where the ledger holds all but the registers. */
  static DataFiles besideLedger(Protocol protocol, List<String> words) {
    return of(protocol.data().files().stream().filter(file -> file.rows().ofRegisters()), words);
  }

  private static DataFiles of(Stream<DataFile> known, List<String> words) {
    List<DataFile> all = known.toList();
    DataFiles files = new DataFiles(all.stream().map(DataFile::name).toList());
    all.stream()
        .filter(file -> file.rows().ofRegisters())
        .forEach(file -> files.repeated.add(file.name()));
    if (files.names.isEmpty()) {
      words.forEach(
          word -> files.error(word, "all data of this trial are in its ledger", "leave it out"));
    } else {
      words.forEach(files::take);
    }
    return files;
  }

  /** The files, by the protocol's names; deliveries of a register in the order given. */
  Map<String, List<Path>> paths() {
    return paths;
  }

  /** What could not be understood. */
  List<Finding> findings() {
    return findings;
  }

  private void take(String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? "" : word.substring(0, equals);
    Path path = Path.of(word);
    if (names.contains(name)) {
      if (equals == word.length() - 1) {
        error(word, "no file after '='", "write --data " + name + "=FILE");
      } else {
        put(word, name, Path.of(word.substring(equals + 1)));
      }
    } else if (Files.isDirectory(path)) {
      takeFolder(word, path);
    } else if (equals > 0 && !Files.exists(path)) {
      String found = "the protocol has no data file called '" + name + "'";
      error(word, found, Nearest.hint(name, names));
    } else {
      put(word, names.get(0), path);
    }
  }

  private void takeFolder(String word, Path folder) {
    boolean any = false;
    for (String name : names) {
      Path path = folder.resolve(name + ".csv");
      Path columns = folder.resolve(name + ".parquet");
      if (Files.exists(path) || (repeated.contains(name) && Files.exists(columns))) {
        put(word, name, Files.exists(path) ? path : columns);
        any = true;
      }
    }
    if (!any) {
      String wanted = String.join(" or ", names.stream().map(name -> name + ".csv").toList());
      error(word, "this folder has no " + wanted, "name each file: --data NAME=FILE");
    }
  }

  private void put(String word, String name, Path path) {
    List<Path> before = paths.computeIfAbsent(name, key -> new ArrayList<>());
    Path earlier = before.isEmpty() ? null : before.get(before.size() - 1);
    // A register may come in several deliveries; everything else comes once.
    if (earlier == null || (repeated.contains(name) && !before.contains(path))) {
      before.add(path);
    } else {
      String found = "the data file '" + name + "' is " + earlier + " already";
      boolean nameless = !word.startsWith(name + "=") && names.size() > 1;
      List<String> others =
          names.stream().filter(n -> !n.equals(name)).map(n -> "--data " + n + "=" + path).toList();
      error(word, found, nameless ? "perhaps " + String.join(" or ", others) : "give one file");
    }
  }

  private void error(String word, String found, String expected) {
    findings.add(Finding.error(Place.file("--data " + word), found, expected));
  }
}
