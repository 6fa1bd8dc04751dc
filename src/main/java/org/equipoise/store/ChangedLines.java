package org.equipoise.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.Bundle;
import org.equipoise.publication.BundleManifest.Packed;
import org.equipoise.publication.BundleManifest.Role;

/** Which lines of a data file are not those sealed, as the digests of its lines tell. */
public final class ChangedLines {

  /** Lines named one by one. */
  private static final int NAMED = 5;

  private ChangedLines() {}

  /**
   * A few words for each data file that was changed after it was sealed; none for one whose list of
   * line digests was changed too.
   */
  public static List<String> of(Bundle bundle) {
    List<String> changed = new ArrayList<>();
    for (Packed data : bundle.of(Role.DATA)) {
      String path = data.path() + SealedData.ENDING;
      byte[] now = bundle.bytes(data.path());
      boolean known =
          bundle.of(Role.LINE_DIGESTS).stream()
              .anyMatch(
                  lines ->
                      lines.path().equals(path)
                          && Digest.of(bundle.bytes(path)).equals(lines.digest()));
      if (known && !Digest.of(now).equals(data.digest())) {
        changed.add(
            data.path()
                + ", "
                + words(lines(bundle.bytes(path)), lines(SealTables.lineDigests(now))));
      }
    }
    return changed;
  }

  private static List<String> lines(byte[] digests) {
    return new String(digests, StandardCharsets.US_ASCII).lines().toList();
  }

  private static String words(List<String> sealed, List<String> now) {
    int first = 0;
    while (first < Math.min(sealed.size(), now.size())
        && sealed.get(first).equals(now.get(first))) {
      first++;
    }
    int more = now.size() - sealed.size();
    if (more != 0) {
      return "from line "
          + (first + 1)
          + " on: "
          + Math.abs(more)
          + (Math.abs(more) == 1 ? " line" : " lines")
          + (more > 0 ? " too many" : " missing");
    }
    List<String> numbers = new ArrayList<>();
    for (int i = first; i < now.size(); i++) {
      if (!sealed.get(i).equals(now.get(i))) {
        numbers.add(String.valueOf(i + 1));
      }
    }
    String named = String.join(", ", numbers.subList(0, Math.min(NAMED, numbers.size())));
    int rest = numbers.size() - NAMED;
    return (numbers.size() == 1 ? "line " : "lines ")
        + named
        + (rest > 0 ? " and " + rest + " more" : "");
  }
}
