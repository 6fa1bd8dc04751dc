package org.equipoise.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.equipoise.adoption.AdoptionConsistency;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plan of a study of adoption from its JSON file, as strictly as a protocol: every
 * problem in one go, each with line, column, JSON pointer and what was expected.
 */
public final class AdoptionFile {

  private AdoptionFile() {}

  /**
   * A plan as read.
   *
   * @param plan the plan; null when any finding is an error
   * @param findings all that is wrong or worth knowing, in the order of the file
   * @param digest digest of the canonical form of the file, as of a protocol; null when the file is
   *     not JSON
   */
  public record Loaded(
      @Nullable AdoptionPlan plan, List<Finding> findings, @Nullable Digest digest) {

    /** Keeps its own copy. */
    public Loaded {
      findings = List.copyOf(findings);
    }
  }

  /** Whether a file says that it is a study and no trial; false for one that cannot be read. */
  public static boolean isStudy(Path file) {
    byte[] bytes = PlanBytes.read(file).bytes();
    return bytes != null
        && JsonText.parse(file.toString(), bytes).tree() instanceof JsonTree.JsonObject top
        && top.members().containsKey("study");
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
    AdoptionPlan plan = AdoptionReader.read(tree, findings);
    if (plan != null) {
      for (AdoptionConsistency.Problem problem :
          AdoptionConsistency.check(plan, findings.unreadable())) {
        JsonTree at = tree.nearest(problem.path());
        Place place = new Place(source, at.line(), at.column(), problem.path());
        findings.add(new Finding(problem.severity(), place, problem.found(), problem.expected()));
      }
    }
    List<Finding> ordered = findings.ordered();
    boolean usable = ordered.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
    return new Loaded(usable ? plan : null, ordered, Digest.of(CanonicalJson.of(tree)));
  }
}
