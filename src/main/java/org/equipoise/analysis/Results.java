package org.equipoise.analysis;

import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Everything one run of the planned analysis found, as typed numbers; text is made by reports.
 *
 * @param protocol the trial as promised
 * @param digest digest of the protocol's canonical form, in hexadecimal
 * @param inputs the data files read
 * @param program name and version of the program
 * @param recruitment from referral to draw
 * @param response who answered each wave
 * @param responseTests whether the arms answered alike
 * @param exposure who had met the service by each wave
 * @param balance what the arms looked like before the draw
 * @param effects the comparisons, planned order; one that cannot be estimated is a row with its
 *     reason
 * @param supplements what else the plan asked to know about them, topic by topic
 * @param findings what the reader should know about data and plan
 * @param intake when and where people were drawn; null where nobody's day or place is known
 */
public record Results(
    Protocol protocol,
    String digest,
    List<Input> inputs,
    String program,
    Recruitment recruitment,
    List<Response> response,
    List<ResponseTest> responseTests,
    List<Exposure> exposure,
    List<Balance> balance,
    List<Effect> effects,
    List<Supplement> supplements,
    List<Finding> findings,
    @Nullable Intake intake) {

  /** Results that tell nothing of days and places. */
  public Results(
      Protocol protocol,
      String digest,
      List<Input> inputs,
      String program,
      Recruitment recruitment,
      List<Response> response,
      List<ResponseTest> responseTests,
      List<Exposure> exposure,
      List<Balance> balance,
      List<Effect> effects,
      List<Supplement> supplements,
      List<Finding> findings) {
    this(
        protocol,
        digest,
        inputs,
        program,
        recruitment,
        response,
        responseTests,
        exposure,
        balance,
        effects,
        supplements,
        findings,
        null);
  }

  /**
   * One data file.
   *
   * @param name what the protocol calls it
   * @param file its name on disk, without folders
   * @param rows how many rows were read
   * @param sha256 digest of its bytes, in hexadecimal
   */
  public record Input(String name, String file, int rows, String sha256) {}

  /** Keeps its own copies. */
  public Results {
    inputs = List.copyOf(inputs);
    response = List.copyOf(response);
    responseTests = List.copyOf(responseTests);
    exposure = List.copyOf(exposure);
    balance = List.copyOf(balance);
    effects = List.copyOf(effects);
    supplements = List.copyOf(supplements);
    findings = List.copyOf(findings);
  }
}
