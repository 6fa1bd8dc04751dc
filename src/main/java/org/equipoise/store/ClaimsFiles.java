package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.claims.Claim;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Digest;

/**
 * Several claims files that are checked together, so that one document may follow from another. A
 * code stands for one claim in all of them.
 */
public final class ClaimsFiles {

  private final Map<String, ClaimsFile.Read> owners = new HashMap<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Digest> digests = new LinkedHashMap<>();
  private long errors;

  private ClaimsFiles() {}

  /**
   * Reads all of them; every problem of every file is told.
   *
   * @throws IOException if a file that could be read a moment ago no longer can
   */
  public static ClaimsFiles read(List<Path> files) throws IOException {
    ClaimsFiles all = new ClaimsFiles();
    for (Path file : files) {
      all.add(file);
    }
    return all;
  }

  private void add(Path file) throws IOException {
    ClaimsFile.Read read = ClaimsFile.read(file);
    findings.addAll(read.findings());
    errors += read.errors();
    if (read.errors() == 0) {
      digests.put(file.toString(), Digest.of(Files.readAllBytes(file)));
    }
    for (Claim claim : read.claims()) {
      ClaimsFile.Read owner = owners.putIfAbsent(claim.id(), read);
      if (owner == null) {
        claims.add(claim);
      } else {
        errors++;
        int cell = read.columns().getOrDefault("id", 0);
        findings.add(
            Finding.error(
                new Place(read.source(), claim.line(), cell, ""),
                "the id " + CellWords.of(claim.id()) + " stands in " + owner.source() + " too",
                "give each claim an id of its own, in all files checked together"));
      }
    }
  }

  /** All claims, in the order of the files. */
  public List<Claim> claims() {
    return List.copyOf(claims);
  }

  /** What is wrong or worth knowing. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Number of errors, listed or not. */
  public long errors() {
    return errors;
  }

  /** The digest of each file that was read, by its name as the user gave it. */
  public Map<String, Digest> digests() {
    return Collections.unmodifiableMap(digests);
  }

  /** Findings of the check, which begin with the id of a claim, at their places in the files. */
  public List<Finding> placed(List<Finding> ofCheck) {
    List<Finding> placed = new ArrayList<>();
    for (Finding finding : ofCheck) {
      int end = finding.found().indexOf(": ");
      ClaimsFile.Read owner = end < 0 ? null : owners.get(finding.found().substring(0, end));
      placed.addAll(owner == null ? List.of(finding) : owner.placed(List.of(finding)));
    }
    return placed;
  }
}
