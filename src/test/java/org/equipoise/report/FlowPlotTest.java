package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.equipoise.disclosure.ReleasedFlow;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.report.FlowLayout.Arrow;
import org.equipoise.report.FlowLayout.Entry;
import org.equipoise.report.FlowLayout.Line;
import org.equipoise.report.FlowLayout.Placed;
import org.equipoise.waves.Checklist;
import org.equipoise.waves.FlowTrial;
import org.equipoise.waves.ParticipantFlow;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class FlowPlotTest {

  private static final LocalDate END = LocalDate.parse("2021-06-30");
  private static final FlowTrial TRIAL = FlowTrial.random(7, 620);

  private static List<FlowPlot> plots() {
    List<FlowPlot> plots = new ArrayList<>();
    for (Language language : List.of(Language.ENGLISH, Language.SWEDISH)) {
      for (boolean arms : new boolean[] {false, true}) {
        plots.add(FlowPlot.of(TRIAL.protocol, TRIAL.flow(END, arms), language));
      }
      FlowTrial third = FlowTrial.random(8, 60);
      third.draw(third.refer(900, "goteborg", "fk"), "third");
      plots.add(FlowPlot.of(third.protocol, third.flow(END, true), language));
    }
    return plots;
  }

  @Test
  void boxes_doNotTouchAndStayOnThePage() {
    for (FlowPlot plot : plots()) {
      FlowLayout layout = plot.layout(1);
      List<Placed> boxes = layout.boxes();
      for (int i = 0; i < boxes.size(); i++) {
        Placed a = boxes.get(i);
        assertTrue(a.x() >= FlowLayout.MARGIN && a.right() <= layout.width() - 11.9, a.toString());
        for (Placed b : boxes.subList(i + 1, boxes.size())) {
          boolean apart =
              a.right() + 6 <= b.x()
                  || b.right() + 6 <= a.x()
                  || a.bottom() + 6 <= b.y()
                  || b.bottom() + 6 <= a.y();
          assertTrue(apart, a + " and " + b);
        }
      }
    }
  }

  @Test
  void words_fitInTheirBoxAndLeaveRoomForTheCount() {
    for (FlowPlot plot : plots()) {
      for (Placed box : plot.layout(1).boxes()) {
        for (Line line : box.lines()) {
          double free = FlowLayout.PAD;
          for (Entry entry : line.entries()) {
            assertTrue(entry.left() >= free - 0.01, line + " overlaps");
            double words = line.weight().width(entry.words());
            double count = line.weight().width(entry.count());
            assertTrue(
                entry.left() + words + 6 + count <= entry.right(), entry + " in " + box.width());
            free = entry.right();
          }
          assertTrue(free <= box.width() - FlowLayout.PAD + 0.01, line + " in " + box.width());
        }
        assertTrue(
            box.lines().size() * FlowLayout.LEADING + FlowLayout.PAD <= box.height(), "" + box);
      }
    }
  }

  /** An arrow crosses no box: both ends lie at edges. */
  @Test
  void arrows_crossNoBox() {
    for (FlowPlot plot : plots()) {
      FlowLayout layout = plot.layout(1);
      for (Arrow arrow : layout.arrows()) {
        for (Placed box : layout.boxes()) {
          double middle = (arrow.x1() + arrow.x2()) / 2;
          double half = (arrow.y1() + arrow.y2()) / 2;
          boolean inside =
              middle > box.x() && middle < box.right() && half > box.y() && half < box.bottom();
          assertFalse(inside, arrow + " crosses " + box);
        }
      }
    }
  }

  @Test
  void picture_isXmlWithItsNameAndWordsAndNothingFromOutside() throws Exception {
    for (FlowPlot plot : plots()) {
      String svg = plot.svg();
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
      assertEquals("img", document.getDocumentElement().getAttribute("role"));
      assertEquals(1, document.getElementsByTagName("title").getLength());
      assertTrue(document.getElementsByTagName("desc").item(0).getTextContent().length() > 60);
      assertFalse(svg.contains("href"), "self-contained");
    }
  }

  @Test
  void maskedPicture_tellsNoArm() {
    ParticipantFlow masked = TRIAL.flow(END, false);
    String svg = FlowPlot.of(TRIAL.protocol, masked, Language.ENGLISH).svg();
    assertFalse(svg.contains("Team now") || svg.contains("Team later"), "an arm is named");
    assertTrue(
        FlowPlot.of(TRIAL.protocol, TRIAL.flow(END, true), Language.ENGLISH)
            .svg()
            .contains(">Team now<"));
  }

  /** With two arms, three waves and every reason it prints on one page of A4, in print size. */
  @Test
  void picture_fitsAPage() {
    for (FlowPlot plot : plots()) {
      String svg = plot.svg();
      double height = millimetres(svg, "height");
      assertTrue(height <= 277, height + " mm high");
      assertTrue(millimetres(svg, "width") <= 190, "wider than the page");
      double point = height / (plot.layout(1).bottom() + 26) * FlowLayout.SIZE / 0.3528;
      // Three arms take more room; two are what a page is for.
      assertTrue(
          point >= (plot.svg().contains(">third<") ? 4.5 : 5.4),
          point + " points are too small to read");
    }
  }

  private static double millimetres(String svg, String attribute) {
    int at = svg.indexOf(attribute + "=\"") + attribute.length() + 2;
    return Double.parseDouble(svg.substring(at, svg.indexOf("mm", at)));
  }

  @Test
  void everyReasonHasWordsInBothLanguages() {
    for (Language language : List.of(Language.ENGLISH, Language.SWEDISH)) {
      FlowWording wording = new FlowWording(TRIAL.protocol, language);
      List<ReleasedFlow.Step> steps = new ArrayList<>();
      ReleasedFlow flow = ReleasedFlow.working(TRIAL.flow(END, true));
      steps.addAll(flow.enrolment());
      for (ReleasedFlow.Lane lane : flow.lanes()) {
        for (ReleasedFlow.AtWave wave : lane.waves()) {
          steps.add(wave.answers());
          steps.addAll(wave.analysed());
        }
        if (lane.registers() != null) {
          steps.add(lane.registers());
        }
      }
      assertEquals(TRIAL.flow(END, true).steps().size(), steps.size());
      for (ReleasedFlow.Step step : steps) {
        List<ReleasedFlow.Box> boxes = new ArrayList<>(step.aside());
        boxes.addAll(step.next());
        for (ReleasedFlow.Box box : boxes) {
          assertFalse(wording.box(box).isBlank());
          for (ReleasedFlow.Part part : box.parts()) {
            String words = wording.part(box.kind(), part);
            assertFalse(words.equals(part.code()), box.kind() + " " + part.code());
          }
        }
      }
    }
  }

  @Test
  void languages_haveTheSameWords() {
    Words english = FlowWord.in(Language.ENGLISH);
    Words swedish = FlowWord.in(Language.SWEDISH);
    assertEquals(new java.util.TreeSet<>(english.keys()), new java.util.TreeSet<>(swedish.keys()));
    for (FlowWord word : FlowWord.values()) {
      assertTrue(english.keys().contains(Words.key(word)), word.name());
    }
    for (Checklist.Topic topic : Checklist.Topic.values()) {
      assertTrue(english.keys().contains(Words.key(topic)), topic.name());
      assertTrue(english.find("item", topic.item()).isPresent(), topic.item());
    }
  }

  @Test
  void checklist_statesWhatTheLedgerProves() {
    var told = TRIAL.told(END);
    var list = Checklist.of(told, TRIAL.flow(END, true), java.time.ZoneOffset.UTC);
    String text = ChecklistText.of(TRIAL.protocol, list, Language.ENGLISH);
    assertTrue(text.contains("## 19. Who could see the sequence\n\n- Nobody is on record"), text);
    assertTrue(text.contains("The protocol was not changed"), text);
    assertTrue(text.contains("- Team now: "), text);
    assertTrue(text.contains("- Service, Team later. Started on time: "), text);
    assertTrue(text.indexOf("## 22b") < text.indexOf("## 23a"), text);
    assertEquals(text.indexOf("## 24a"), text.lastIndexOf("## 24a"));
    assertTrue(text.contains("- [ ] 25. Table"), text);
    assertFalse(text.contains("{0}") || text.contains("{1}"), text);
    assertTrue(text.contains("After the last draw somebody looked at arms 0 times"), text);
    assertFalse(text.contains("strata:") || text.contains("/1"), text);
    ParticipantFlow flow = TRIAL.flow(END, true);
    ParticipantFlow.Box lost = flow.lanes().get(0).waves().get(0).answers().aside().get(0);
    assertTrue(text.contains(": " + lost.count().people() + " gave no answer ("), text);
    for (ParticipantFlow.Part part : lost.parts()) {
      String reason = FlowWord.in(Language.ENGLISH).find("reason", part.code()).orElseThrow();
      String shown = reason + ": " + part.count().people();
      assertTrue(part.count().people() == 0 || text.contains(shown), shown);
    }
    var masked = Checklist.of(told, TRIAL.flow(END, false), java.time.ZoneOffset.UTC);
    String hidden = ChecklistText.of(TRIAL.protocol, masked, Language.SWEDISH);
    assertTrue(hidden.contains("Hur insatsen gavs redovisas bara per grupp"), hidden);
    assertTrue(hidden.contains("equipoise flow MAPP --arms"), hidden);
    assertTrue(hidden.contains("- Alla lottade, efter lottningen."), hidden);
    for (var arm : TRIAL.protocol.arms()) {
      assertFalse(hidden.contains("- " + arm.title().in("sv") + ","), hidden);
    }
  }
}
