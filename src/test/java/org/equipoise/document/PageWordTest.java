package org.equipoise.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageWordTest {

  @ParameterizedTest
  @EnumSource(Language.class)
  void catalogue_hasEveryWordAndNoOther(Language language) {
    Words words = Words.in(language, PageWord.CATALOGUE);
    Set<String> keys = new TreeSet<>();
    for (PageWord word : PageWord.values()) {
      keys.add(Words.key(word));
      assertFalse(words.said(Words.key(word)).isBlank());
    }
    assertEquals(keys, new TreeSet<>(words.keys()));
  }
}
