package org.equipoise.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.equipoise.document.Language;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;

/** What to publish when a trial is frozen, and what to do next. */
public final class FrozenText {

  private final Protocol protocol;
  private final Digest digest;
  private final Digest commitment;
  private final String signer;

  private FrozenText(Protocol protocol, Digest digest, Digest commitment, String signer) {
    this.protocol = protocol;
    this.digest = digest;
    this.commitment = commitment;
    this.signer = signer;
  }

  /**
   * The words for a trial just frozen.
   *
   * @param digest digest of the protocol
   * @param commitment what binds the draw key
   * @param signer public key of checkpoints, in Base64
   */
  public static FrozenText of(Protocol protocol, Digest digest, Digest commitment, String signer) {
    return new FrozenText(protocol, digest, commitment, signer);
  }

  /**
   * The text; each line ends in a line feed.
   *
   * @param folder the trial folder, as commands name it
   * @param key the keyholder's file
   */
  public String text(String folder, String key, Language language) {
    TrialWording wording = new TrialWording(protocol, language);
    StringBuilder out = new StringBuilder(1000);
    String title = wording.text(protocol.title());
    String version = String.valueOf(protocol.version());
    line(out, wording.say(TrialWord.FROZEN_HEAD, title, protocol.id(), version));
    line(out, "");
    line(out, wording.say(TrialWord.FROZEN_PUBLISH));
    line(out, "  " + wording.say(TrialWord.FROZEN_PROTOCOL) + digest);
    line(out, "  " + wording.say(TrialWord.FROZEN_COMMITMENT) + commitment);
    line(out, "  " + wording.say(TrialWord.FROZEN_SIGNER) + signer);
    line(out, "");
    line(out, wording.say(TrialWord.FROZEN_KEY, key));
    line(out, "");
    line(out, wording.say(TrialWord.FROZEN_NEXT));
    line(
        out,
        "  equipoise mix " + folder + " --second … --by …   " + wording.say(TrialWord.OPTIONAL));
    line(out, "  equipoise refer " + folder + " --file referrals.csv");
    line(out, "  equipoise draw " + folder + " --all --key " + key);
    line(out, "  equipoise checkpoint " + folder + " --to … --key " + key);
    return out.toString();
  }

  /** The same for programs. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("trial", protocol.id());
    fields.put("version", protocol.version());
    fields.put("protocol", digest);
    fields.put("commitment", commitment);
    fields.put("signer", signer);
    return fields;
  }

  private static void line(StringBuilder out, String words) {
    out.append(words.stripTrailing()).append('\n');
  }
}
