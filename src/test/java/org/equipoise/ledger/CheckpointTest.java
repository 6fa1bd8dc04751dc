package org.equipoise.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CheckpointTest {

  private final Checkpoint checkpoint = TestLedger.checkpoint(TestLedger.ledger(), 3, 12);

  @Test
  void parse_readsWhatWasWritten() {
    Checkpoint read = Checkpoint.parse(checkpoint.text());
    assertEquals(checkpoint, read);
    assertTrue(read.signedBy(TestLedger.signer()));
  }

  @Test
  void parse_bearsWhatMailProgramsAndEditorsAdd() {
    String text = "\ufeff" + checkpoint.text().replace("\n", "\r\n") + "\r\n\r\n";
    assertEquals(checkpoint, Checkpoint.parse(text));
  }

  @Test
  void parse_saysWhatIsWrong() {
    String text = checkpoint.text();
    refused(text.replace("format 1", "format 2"), "does not begin with");
    refused(text.replace("lines: 12", "lines: twelve"), "'twelve' is no whole number");
    refused(text.replace("lines: 12", "lines: 012"), "not written as the program writes it");
    refused(text.replace("to: ", "for: "), "line 7 does not begin with 'to: '");
    refused(text.replaceFirst("head: .*\n", ""), "7 lines instead of 8");
    refused(text.replaceFirst("head: ..", "head: XY"), "64 lower-case hexadecimal digits");
    refused("", "does not begin with");
  }

  @Test
  void signedBy_isFalseOnceAnythingIsChanged() {
    changed("lines: 12", "lines: 13");
    changed("checkpoint: 3", "checkpoint: 2");
    changed("Västerbotten", "Norrbotten");
    changed("05:02:00.000Z", "05:02:00.001Z");
    changed("signature: ", "signature: A");
    changed("signature: ", "signature: ?");
  }

  private void changed(String was, String is) {
    String text = checkpoint.text();
    assertTrue(text.contains(was), text);
    assertFalse(Checkpoint.parse(text.replace(was, is)).signedBy(TestLedger.signer()));
  }

  @Test
  void constructor_refusesAnAddresseeOfTwoLines() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Checkpoint(
                1, checkpoint.trial(), 1, checkpoint.head(), checkpoint.at(), "a\nto: b", ""));
  }

  @Test
  void sign_agreesWithRfc8032() {
    // RFC 8032, section 7.1, test 1: key and signature of the empty message, here with the fixed
    // PKCS #8 and X.509 prefixes of RFC 8410 before the 32 bytes.
    var hex = java.util.HexFormat.of();
    var base64 = java.util.Base64.getEncoder();
    String secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    String open = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    String signature =
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            + "d25bf5f0595bbe24655141438e7a100b";
    String key = base64.encodeToString(hex.parseHex("302e020100300506032b657004220420" + secret));
    String open64 = base64.encodeToString(hex.parseHex("302a300506032b6570032100" + open));
    assertEquals(
        base64.encodeToString(hex.parseHex(signature)), Signer.sign(Signer.privateKey(key), ""));
    assertTrue(
        Signer.signed(
            Signer.publicKey(open64), "", base64.encodeToString(hex.parseHex(signature))));
    assertEquals(open64, Signer.text(Signer.publicKey(open64)));
    assertEquals(key, Signer.text(Signer.privateKey(key)));
  }

  private static void refused(String text, String words) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Checkpoint.parse(text));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }
}
