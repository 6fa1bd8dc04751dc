package org.equipoise.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.equipoise.document.Svg;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What is wrong with the layout of a picture, by the widths that letters roughly have. */
final class SvgCheck {

  private SvgCheck() {}

  private record Words(String text, double left, double right, double top, double bottom) {
    boolean overlaps(Words other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  static Document parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  /** Words that leave the sheet, that are smaller than allowed or that lie on others. */
  static List<String> problems(String svg, double least) throws Exception {
    Element root = parse(svg).getDocumentElement();
    String[] box = root.getAttribute("viewBox").split(" ", -1);
    double width = Double.parseDouble(box[2]);
    double height = Double.parseDouble(box[3]);
    List<String> problems = new ArrayList<>();
    List<Words> all = new ArrayList<>();
    NodeList texts = root.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      String said = text.getTextContent();
      if (said.isBlank()) {
        continue;
      }
      double size = Double.parseDouble(text.getAttribute("font-size"));
      double bold = text.hasAttribute("font-weight") ? 1.08 : 1;
      double room = Svg.width(said, size) * bold;
      double x = Double.parseDouble(text.getAttribute("x"));
      double y = Double.parseDouble(text.getAttribute("y"));
      double left =
          switch (text.getAttribute("text-anchor")) {
            case "end" -> x - room;
            case "middle" -> x - room / 2;
            default -> x;
          };
      if (size < least) {
        problems.add("smaller than " + least + ": " + said);
      }
      if (left < 0 || left + room > width + 1 || y > height || y - 0.7 * size < 0) {
        problems.add("leaves the sheet: " + said);
      }
      // A little less than the letters: widths are estimates.
      all.add(new Words(said, left + 2, left + room - 2, y - 0.62 * size, y));
    }
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        if (all.get(i).overlaps(all.get(j))) {
          problems.add(all.get(i).text() + " lies on " + all.get(j).text());
        }
      }
    }
    return problems;
  }
}
