package org.equipoise.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.ledger.Event.ApproachesCounted;
import org.equipoise.ledger.Event.ArmsViewed;
import org.equipoise.ledger.Event.CheckpointIssued;
import org.equipoise.ledger.Event.KeyRevealed;
import org.equipoise.ledger.Event.KitIssued;
import org.equipoise.ledger.Event.KitMerged;
import org.equipoise.ledger.Event.LineVoided;
import org.equipoise.ledger.Event.NumberMixedIn;
import org.equipoise.ledger.Event.ProtocolAmended;
import org.equipoise.ledger.Event.RegisterDelivered;
import org.equipoise.ledger.Event.TextsReleased;
import org.equipoise.ledger.Event.TrialFrozen;
import org.equipoise.ledger.Event.WaveClosed;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/** Facts of the events that are about the trial as a whole, in the order of their names. */
final class TrialFacts {

  private TrialFacts() {}

  static void write(Event event, CanonicalText out) {
    if (event instanceof TrialFrozen e) {
      out.plain("commitment", e.commitment().hex()).plain("digest", e.digest().hex());
      out.number("drawRules", e.drawRules()).text("kit", e.kit());
      out.text("protocol", e.protocol()).text("signer", e.signer());
    } else if (event instanceof NumberMixedIn e) {
      out.text("name", e.name()).plain("source", Words.of(e.source())).text("value", e.value());
    } else if (event instanceof ProtocolAmended e) {
      out.number("amendment", e.amendment()).plain("digest", e.digest().hex());
      out.text("protocol", e.protocol()).number("scheme", e.scheme());
    } else if (event instanceof LineVoided e) {
      out.number("line", e.line());
    } else if (event instanceof ArmsViewed e) {
      out.text("what", e.what());
    } else if (event instanceof CheckpointIssued e) {
      out.number("checkpoint", e.checkpoint()).plain("head", e.head().hex());
      out.text("signature", e.signature()).text("to", e.to()).number("upTo", e.upTo());
    } else if (event instanceof KitIssued e) {
      out.text("kit", e.kit()).text("site", e.site());
    } else if (event instanceof KitMerged e) {
      out.texts("clashes", e.clashes()).plain("head", e.head().hex());
      out.text("kit", e.kit()).number("lines", e.lines());
    } else if (event instanceof KeyRevealed e) {
      out.text("key", e.key());
    } else if (event instanceof WaveClosed e) {
      out.date("on", e.on()).text("wave", e.wave().value());
    } else if (event instanceof ApproachesCounted e) {
      out.number("count", e.count()).date("on", e.on()).text("referrer", e.referrer());
      out.text("site", e.site()).plain("why", Words.of(e.why()));
    } else if (event instanceof TextsReleased e) {
      out.text("approvedBy", e.approvedBy()).text("item", e.item().value());
    } else if (event instanceof RegisterDelivered e) {
      out.number("bytes", e.bytes()).date("cutOff", e.cutOff()).plain("file", e.file().hex());
      out.text("from", e.from()).text("register", e.register().value()).number("rows", e.rows());
    } else {
      throw new IllegalStateException("an event without facts: " + event.getClass());
    }
  }

  /** The event; null when the kind is not one of these. */
  static @Nullable Event read(String kind, CanonicalReader in) {
    return switch (kind) {
      case "trial-frozen" -> {
        Digest commitment = Words.digest(in, "commitment");
        Digest digest = Words.digest(in, "digest");
        int drawRules = in.smallNumber("drawRules");
        String kit = in.text("kit");
        String protocol = in.text("protocol");
        yield new TrialFrozen(protocol, digest, commitment, in.text("signer"), drawRules, kit);
      }
      case "number-mixed-in" -> {
        String name = in.text("name");
        NumberMixedIn.Source source = Words.constant(in, "source", NumberMixedIn.Source.class);
        yield new NumberMixedIn(source, name, in.text("value"));
      }
      case "protocol-amended" -> {
        int amendment = in.smallNumber("amendment");
        Digest digest = Words.digest(in, "digest");
        String protocol = in.text("protocol");
        yield new ProtocolAmended(amendment, protocol, digest, in.smallNumber("scheme"));
      }
      case "line-voided" -> new LineVoided(in.number("line"));
      case "arms-viewed" -> new ArmsViewed(in.text("what"));
      case "checkpoint-issued" -> {
        int checkpoint = in.smallNumber("checkpoint");
        Digest head = Words.digest(in, "head");
        String signature = in.text("signature");
        String to = in.text("to");
        yield new CheckpointIssued(checkpoint, in.number("upTo"), head, signature, to);
      }
      case "kit-issued" -> new KitIssued(in.text("kit"), in.text("site"));
      case "kit-merged" -> {
        List<PersonId> clashes = new ArrayList<>();
        for (String clash : in.texts("clashes")) {
          clashes.add(new PersonId(clash));
        }
        Digest head = Words.digest(in, "head");
        String kit = in.text("kit");
        yield new KitMerged(kit, in.number("lines"), head, clashes);
      }
      case "key-revealed" -> new KeyRevealed(in.text("key"));
      case "wave-closed" -> {
        LocalDate on = Words.day(in, "on");
        yield new WaveClosed(new Wave.Id(in.text("wave")), on);
      }
      case "approaches-counted" -> {
        int count = in.smallNumber("count");
        LocalDate on = Words.day(in, "on");
        String referrer = in.text("referrer");
        String site = in.text("site");
        ApproachesCounted.Why why = Words.constant(in, "why", ApproachesCounted.Why.class);
        yield new ApproachesCounted(site, referrer, why, count, on);
      }
      case "texts-released" -> {
        String approvedBy = in.text("approvedBy");
        yield new TextsReleased(new Item.Id(in.text("item")), approvedBy);
      }
      case "register-delivered" -> {
        long bytes = in.number("bytes");
        LocalDate cutOff = Words.day(in, "cutOff");
        Digest file = Words.digest(in, "file");
        String from = in.text("from");
        Register.Id register = new Register.Id(in.text("register"));
        yield new RegisterDelivered(register, file, bytes, in.number("rows"), cutOff, from);
      }
      default -> null;
    };
  }
}
