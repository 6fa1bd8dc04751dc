package org.equipoise.store;

import java.nio.file.Path;

/** A program that draws until it is killed, and tells each draw once it is on the disk. */
final class LedgerChild {

  private LedgerChild() {}

  public static void main(String[] arguments) throws Exception {
    try (SqliteLedger ledger = SqliteLedger.open(Path.of(arguments[0]))) {
      for (int i = 0; i < 100_000; i++) {
        long line = SqliteLedgerTest.append(ledger, "child-" + i);
        System.out.println(line + " draw/child-" + i);
        System.out.flush();
      }
    }
  }
}
