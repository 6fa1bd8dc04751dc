package org.equipoise.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.Chance;
import org.equipoise.draw.Drawn;
import org.equipoise.draw.StreamName;
import org.equipoise.ledger.Event.AnswersReceived;
import org.equipoise.ledger.Event.ArmDrawn;
import org.equipoise.ledger.Event.ArmTold;
import org.equipoise.ledger.Event.ConsentGiven;
import org.equipoise.ledger.Event.ContactAttempted;
import org.equipoise.ledger.Event.Deviated;
import org.equipoise.ledger.Event.EligibilityAnswered;
import org.equipoise.ledger.Event.Left;
import org.equipoise.ledger.Event.OfPerson;
import org.equipoise.ledger.Event.PersonReferred;
import org.equipoise.ledger.Event.PersonReferredAgain;
import org.equipoise.ledger.Event.PlacedOutside;
import org.equipoise.ledger.Event.RecordCorrected;
import org.equipoise.ledger.Event.RecordErased;
import org.equipoise.ledger.Event.ReferralCorrected;
import org.equipoise.ledger.Event.ServiceEnded;
import org.equipoise.ledger.Event.ServiceNeverStarted;
import org.equipoise.ledger.Event.ServiceStarted;
import org.equipoise.ledger.Event.SurveySent;
import org.equipoise.ledger.Event.TextCoded;
import org.equipoise.ledger.Event.Withdrawn;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/** Facts of the events that are about one person, in the order of their names. */
final class PersonFacts {

  private PersonFacts() {}

  static void write(OfPerson event, CanonicalText out) {
    String person = event.person().value();
    if (event instanceof ArmDrawn e) {
      writeDrawn(e.drawn(), out.open("drawn"));
      out.close().number("joins", e.joins()).date("on", e.on()).text("person", person);
      out.number("protocolVersion", e.protocolVersion());
      Words.dayOrNone(out, "start", e.start());
    } else if (event instanceof PersonReferred e) {
      out.flags("answers", e.answers()).flags("consents", e.consents()).date("on", e.on());
      out.text("person", person).plain("record", e.record().hex());
      out.text("referrer", e.referrer()).text("site", e.site());
    } else if (event instanceof PersonReferredAgain e) {
      out.date("on", e.on()).text("person", person);
      out.text("referrer", e.referrer()).text("site", e.site());
    } else if (event instanceof ReferralCorrected e) {
      out.date("on", e.on()).text("person", person);
      out.text("referrer", e.referrer()).text("site", e.site());
    } else if (event instanceof ConsentGiven e) {
      out.text("consent", e.consent().value()).flag("given", e.given());
      out.date("on", e.on()).text("person", person);
    } else if (event instanceof EligibilityAnswered e) {
      out.flag("answer", e.answer()).text("criterion", e.criterion().value());
      out.date("on", e.on()).text("person", person);
    } else if (event instanceof PlacedOutside e) {
      out.text("approvedBy", e.approvedBy()).date("on", e.on()).text("person", person);
      out.plain("placement", Words.of(e.placement()));
    } else if (event instanceof ArmTold e) {
      out.date("on", e.on()).text("person", person);
    } else if (event instanceof ServiceStarted e) {
      out.date("on", e.on()).text("person", person);
    } else if (event instanceof ServiceEnded e) {
      out.date("on", e.on()).text("person", person);
    } else if (event instanceof ServiceNeverStarted e) {
      out.date("on", e.on()).text("person", person);
    } else if (event instanceof Withdrawn e) {
      out.plain("from", Words.of(e.from())).date("on", e.on()).text("person", person);
    } else if (event instanceof Left e) {
      out.plain("cause", Words.of(e.cause())).date("on", e.on()).text("person", person);
    } else if (event instanceof Deviated e) {
      out.plain("kind", Words.of(e.kind())).date("on", e.on()).text("person", person);
    } else if (event instanceof RecordCorrected e) {
      out.text("person", person).plain("record", e.record().hex());
      out.texts("variables", e.variables());
    } else if (event instanceof RecordErased) {
      out.text("person", person);
    } else if (event instanceof AnswersReceived
        || event instanceof SurveySent
        || event instanceof ContactAttempted
        || event instanceof TextCoded) {
      SurveyFacts.write(event, out);
    } else {
      throw new IllegalStateException("an event without facts: " + event.getClass());
    }
  }

  private static void writeDrawn(Drawn drawn, CanonicalText out) {
    Arm.Id arm = drawn.arm();
    out.text("arm", arm == null ? "" : arm.value()).number("batch", drawn.batch());
    fraction(out, "chance", drawn.chance());
    out.pairs("evidence", drawn.evidence()).pairs("inputs", drawn.inputs());
    out.number("position", drawn.position());
    fraction(out, "probability", drawn.probability());
    out.text("rule", drawn.rule()).open("stream");
    out.number("scheme", drawn.stream().scheme()).text("site", drawn.stream().site());
    out.pairs("stratum", drawn.stream().stratum()).close().text("unit", drawn.unit());
  }

  private static void fraction(CanonicalText out, String name, Chance chance) {
    out.fraction(name, chance.numerator(), chance.denominator());
  }

  /** The event; null when the kind is not one of these. */
  static @Nullable Event read(String kind, CanonicalReader in) {
    return switch (kind) {
      case "arm-drawn" -> {
        in.open("drawn");
        Drawn drawn = readDrawn(in);
        in.close();
        long joins = in.number("joins");
        LocalDate on = Words.day(in, "on");
        PersonId person = Words.person(in);
        int version = in.smallNumber("protocolVersion");
        yield new ArmDrawn(person, drawn, joins, version, on, Words.dayOrNone(in, "start"));
      }
      case "person-referred" -> readReferred(in);
      case "person-referred-again" -> {
        LocalDate on = Words.day(in, "on");
        PersonId person = Words.person(in);
        String referrer = in.text("referrer");
        yield new PersonReferredAgain(person, in.text("site"), referrer, on);
      }
      case "referral-corrected" -> {
        LocalDate on = Words.day(in, "on");
        PersonId person = Words.person(in);
        String referrer = in.text("referrer");
        yield new ReferralCorrected(person, in.text("site"), referrer, on);
      }
      case "consent-given" -> {
        Consent.Id consent = new Consent.Id(in.text("consent"));
        boolean given = in.flag("given");
        LocalDate on = Words.day(in, "on");
        yield new ConsentGiven(Words.person(in), consent, given, on);
      }
      case "eligibility-answered" -> {
        boolean answer = in.flag("answer");
        Criterion.Id criterion = new Criterion.Id(in.text("criterion"));
        LocalDate on = Words.day(in, "on");
        yield new EligibilityAnswered(Words.person(in), criterion, answer, on);
      }
      case "placed-outside" -> {
        String approvedBy = in.text("approvedBy");
        LocalDate on = Words.day(in, "on");
        PersonId person = Words.person(in);
        yield new PlacedOutside(
            person, Words.constant(in, "placement", PlacedOutside.Placement.class), approvedBy, on);
      }
      case "arm-told" -> {
        LocalDate on = Words.day(in, "on");
        yield new ArmTold(Words.person(in), on);
      }
      case "service-started" -> {
        LocalDate on = Words.day(in, "on");
        yield new ServiceStarted(Words.person(in), on);
      }
      case "service-ended" -> {
        LocalDate on = Words.day(in, "on");
        yield new ServiceEnded(Words.person(in), on);
      }
      case "service-never-started" -> {
        LocalDate on = Words.day(in, "on");
        yield new ServiceNeverStarted(Words.person(in), on);
      }
      case "withdrawn" -> {
        Withdrawn.From from = Words.constant(in, "from", Withdrawn.From.class);
        LocalDate on = Words.day(in, "on");
        yield new Withdrawn(Words.person(in), from, on);
      }
      case "left" -> {
        Left.Cause cause = Words.constant(in, "cause", Left.Cause.class);
        LocalDate on = Words.day(in, "on");
        yield new Left(Words.person(in), cause, on);
      }
      case "deviated" -> {
        Deviated.Kind what = Words.constant(in, "kind", Deviated.Kind.class);
        LocalDate on = Words.day(in, "on");
        yield new Deviated(Words.person(in), what, on);
      }
      case "record-corrected" -> {
        PersonId person = Words.person(in);
        Digest record = Words.digest(in, "record");
        List<Variable.Id> variables = new ArrayList<>();
        for (String variable : in.texts("variables")) {
          variables.add(new Variable.Id(variable));
        }
        yield new RecordCorrected(person, variables, record);
      }
      case "record-erased" -> new RecordErased(Words.person(in));
      default -> SurveyFacts.read(kind, in);
    };
  }

  private static PersonReferred readReferred(CanonicalReader in) {
    Map<Criterion.Id, Boolean> answers = in.flags("answers", Criterion.Id::new);
    Map<Consent.Id, Boolean> consents = in.flags("consents", Consent.Id::new);
    LocalDate on = Words.day(in, "on");
    PersonId person = Words.person(in);
    Digest record = Words.digest(in, "record");
    String referrer = in.text("referrer");
    return new PersonReferred(person, in.text("site"), referrer, on, consents, answers, record);
  }

  private static Drawn readDrawn(CanonicalReader in) {
    String arm = in.text("arm");
    long batch = in.number("batch");
    Chance chance = Words.chance(in, "chance");
    Map<String, String> evidence = in.pairs("evidence");
    Map<String, String> inputs = in.pairs("inputs");
    long position = in.number("position");
    Chance probability = Words.chance(in, "probability");
    String rule = in.text("rule");
    in.open("stream");
    int scheme = in.smallNumber("scheme");
    String site = in.text("site");
    StreamName stream = new StreamName(scheme, site, in.pairs("stratum"));
    in.close();
    return new Drawn(
        in.text("unit"),
        arm.isEmpty() ? null : new Arm.Id(arm),
        rule,
        stream,
        position,
        batch,
        inputs,
        evidence,
        probability,
        chance);
  }
}
