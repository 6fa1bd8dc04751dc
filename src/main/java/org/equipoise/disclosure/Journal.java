package org.equipoise.disclosure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What entries were before a trial, to come back to when the trial brings nothing. Trials nest.
 *
 * @param <K> what tells the entries apart
 * @param <V> their content
 */
final class Journal<K, V> {

  private final Deque<Map<K, V>> trials = new ArrayDeque<>();

  void begin() {
    trials.push(new HashMap<>());
  }

  /** Notes the content of an entry that is about to change; asked for at most once in a trial. */
  void note(K key, Supplier<V> before) {
    Map<K, V> trial = trials.peek();
    if (trial != null && !trial.containsKey(key)) {
      trial.put(key, before.get());
    }
  }

  /** Ends a trial and keeps what it changed. */
  void keep() {
    Map<K, V> inner = trials.pop();
    Map<K, V> outer = trials.peek();
    if (outer != null) {
      inner.forEach(outer::putIfAbsent);
    }
  }

  /** Ends a trial and puts back what it changed. */
  void undo(BiConsumer<K, V> restore) {
    trials.pop().forEach(restore);
  }
}
