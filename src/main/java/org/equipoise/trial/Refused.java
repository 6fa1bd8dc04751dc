package org.equipoise.trial;

import java.util.List;
import java.util.stream.Collectors;
import org.equipoise.finding.Finding;

/** What was asked for is not done, and nothing has changed. */
public final class Refused extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<Finding> findings;
  private final boolean answer;

  private Refused(List<Finding> findings, boolean answer) {
    super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    this.findings = List.copyOf(findings);
    this.answer = answer;
  }

  /** What was given cannot be used. */
  public static Refused badInput(List<Finding> findings) {
    return new Refused(findings, false);
  }

  /** The question was a good one, and the answer is no: this person may not be drawn, say. */
  public static Refused no(List<Finding> findings) {
    return new Refused(findings, true);
  }

  /** Why: at least one. */
  public List<Finding> findings() {
    return findings;
  }

  /** Whether this is the answer to a good question, rather than bad input. */
  public boolean answerIsNo() {
    return answer;
  }
}
