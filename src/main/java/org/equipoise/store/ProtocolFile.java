package org.equipoise.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Consistency;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Reads a protocol from its JSON file, strictly: an unknown field is an error. Every problem of the
 * file is found in one go, each with line, column, JSON pointer and what was expected.
 */
public final class ProtocolFile {

  private ProtocolFile() {}

  /**
   * A protocol as read.
   *
   * @param protocol the protocol; null when any finding is an error
   * @param findings all that is wrong or worth knowing, in the order of the file
   * @param digest digest of the canonical form of the file: white space, key order, escapes and
   *     ways of writing a number do not matter; null when the file is not JSON
   */
  public record Loaded(
      @Nullable Protocol protocol, List<Finding> findings, @Nullable Digest digest) {

    /** Keeps its own copy. */
    public Loaded {
      findings = List.copyOf(findings);
    }
  }

  /** Reads a file; a file that cannot be opened is a finding too. */
  public static Loaded read(Path file) {
    PlanBytes read = PlanBytes.read(file);
    byte[] bytes = read.bytes();
    return bytes == null
        ? new Loaded(null, List.of(Objects.requireNonNull(read.finding())), null)
        : read(file.toString(), bytes);
  }

  /**
   * Reads the bytes of a file.
   *
   * @param source what findings call the file
   * @param bytes UTF-8, with or without a byte order mark
   */
  public static Loaded read(String source, byte[] bytes) {
    JsonText.Parsed parsed = JsonText.parse(source, bytes);
    JsonTree tree = parsed.tree();
    if (tree == null) {
      return new Loaded(null, parsed.findings(), null);
    }
    JsonFindings findings = new JsonFindings(source);
    parsed.findings().forEach(findings::add);
    Protocol protocol = ProtocolReader.read(tree, findings);
    if (protocol != null) {
      for (Consistency.Problem problem : Consistency.check(protocol, findings.unreadable())) {
        JsonTree at = tree.nearest(problem.path());
        Place place = new Place(source, at.line(), at.column(), problem.path());
        findings.add(new Finding(problem.severity(), place, problem.found(), problem.expected()));
      }
    }
    List<Finding> ordered = findings.ordered();
    boolean usable = ordered.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
    return new Loaded(usable ? protocol : null, ordered, Digest.of(CanonicalJson.of(tree)));
  }
}
