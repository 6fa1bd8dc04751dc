package org.equipoise.protocol;

import java.util.List;
import java.util.Set;
import org.equipoise.finding.Finding;

/** Whether what a protocol says in one place fits what it says in another. */
public final class Consistency {

  private Consistency() {}

  public record Problem(String path, String found, String expected, Finding.Severity severity) {}

  public static List<Problem> check(Protocol protocol, Set<String> unreadable) {
    return List.of();
  }
}
