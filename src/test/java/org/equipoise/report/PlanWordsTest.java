package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.protocol.PlanChange;
import org.equipoise.protocol.ProtocolShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanWordsTest {

  /** Records whose components are told by their place in the file alone, or as a whole. */
  private static final Set<String> NOT_NAMED =
      Set.of("Id", "Text", "Range", "AnswerFormat", "DataLayout", "DataFile", "Dated");

  @Test
  void catalogues_haveTheSameKeysAndSlots() {
    Words english = Words.in(Language.ENGLISH, "plan");
    Words swedish = Words.in(Language.SWEDISH, "plan");
    assertEquals(new TreeSet<>(english.keys()), new TreeSet<>(swedish.keys()));
    for (String key : english.keys()) {
      assertEquals(slots(english.said(key)), slots(swedish.said(key)), key);
    }
  }

  private static Set<String> slots(String words) {
    Set<String> slots = new TreeSet<>();
    for (int i = words.indexOf('{'); i >= 0; i = words.indexOf('{', i + 1)) {
      slots.add(words.substring(i, i + 3));
    }
    return slots;
  }

  /** Every constant, every component of a protocol, every kind of rule has words; nothing else. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void catalogue_saysEverythingAndNothingElse(Language language) {
    Set<String> needed = new TreeSet<>();
    for (PlanStatus status : PlanStatus.values()) {
      needed.add(Words.key(status));
      needed.add(Words.key("means", status.name()));
    }
    for (PlanWord word : PlanWord.values()) {
      needed.add(Words.key(word));
    }
    for (PlanChange.Kind kind : PlanChange.Kind.values()) {
      needed.add(Words.key(kind));
    }
    for (PlanChange.Weight weight : PlanChange.Weight.values()) {
      needed.add(Words.key(weight));
    }
    needed.addAll(List.of("value.added", "value.left-out"));
    for (String look : PlanRecord.LOOKS) {
      needed.add(Words.key("viewed", look));
    }
    needed.add("viewed.other");
    for (Class<?> type : ProtocolShape.types()) {
      needed.addAll(keys(type));
    }
    Set<String> known = Words.in(language, "plan").keys();
    assertEquals(Set.of(), without(needed, known), "not said");
    assertEquals(Set.of(), without(known, needed), "said and never used");
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> left = new TreeSet<>(all);
    left.removeAll(some);
    return left;
  }

  private static List<String> keys(Class<?> type) {
    List<String> keys = new ArrayList<>();
    String name = type.getSimpleName();
    if (type.isSealed()) {
      for (Class<?> variant : type.getPermittedSubclasses()) {
        keys.add(Words.key("variant", variant.getSimpleName()));
      }
    } else if (type.isEnum() && !name.equals("Rows")) {
      for (Object constant : type.getEnumConstants()) {
        keys.add(PlanWords.constantKey((Enum<?>) constant));
      }
    } else if (type.isRecord() && !NOT_NAMED.contains(name)) {
      for (RecordComponent component : type.getRecordComponents()) {
        if (!name.equals("Protocol") || !component.getName().equals("version")) {
          keys.add(PlanWords.key("field", name, component.getName()));
        }
        if (hasCodes(component)) {
          keys.add(PlanWords.key("one", name, component.getName()));
        }
      }
    }
    return keys;
  }

  /** Whether its elements are matched by a code: a map, or a list of records with one. */
  private static boolean hasCodes(RecordComponent component) {
    if (!(component.getGenericType() instanceof ParameterizedType generic)) {
      return false;
    }
    if (component.getType() == java.util.Map.class) {
      return true;
    }
    Class<?> element = (Class<?>) generic.getActualTypeArguments()[0];
    return element.isRecord()
        && element.getRecordComponents().length > 1
        && Set.of("id", "code", "name", "variable")
            .contains(element.getRecordComponents()[0].getName())
        && !element.getSimpleName().equals("Condition");
  }

  @Test
  void kind_namesNobody() {
    assertEquals("why", PlanRecord.kind("why P001-ABCD"));
    assertEquals("notice", PlanRecord.kind("notice P001-ABCD"));
    assertEquals("notices", PlanRecord.kind("notices of 4 not told yet"));
    assertEquals("export-with-data", PlanRecord.kind("export with data"));
    assertEquals("wave-board", PlanRecord.kind("wave board"));
    assertEquals("other", PlanRecord.kind("a look at P001-ABCD"));
    assertTrue(PlanRecord.shows("analysis"));
    assertTrue(PlanRecord.shows("something new"));
    assertTrue(!PlanRecord.shows("notice P001-ABCD"));
  }
}
