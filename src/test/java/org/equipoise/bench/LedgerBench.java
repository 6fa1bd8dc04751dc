package org.equipoise.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import org.equipoise.ledger.Actor;
import org.equipoise.ledger.Chain;
import org.equipoise.ledger.Continuation;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.PersonId;
import org.equipoise.ledger.TestLedger;
import org.equipoise.store.LedgerText;
import org.equipoise.store.SqliteLedger;

/**
 * How fast the ledger is: {@code java -cp … org.equipoise.bench.LedgerBench FOLDER [PEOPLE]}, the
 * folder on the disk to be measured.
 */
final class LedgerBench {

  private static final Actor ACTOR = new Actor("karin", Actor.Role.DRAWER);
  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private static final int COMMITS = 500;

  private LedgerBench() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "ledger-bench");
    int people = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    Path file = folder.resolve("ledger.db");
    try (SqliteLedger ledger = SqliteLedger.create(file)) {
      Continuation first = Continuation.after(0, Entry.NOTHING_BEFORE, Instant.MIN);
      first.add(NOW, ACTOR, "equipoise 0.1", "freeze", "", "", TestLedger.frozen());
      commit(ledger, first);
      for (int round = 0; round < 3; round++) {
        rate("bare forced writes of 700 bytes", seconds(() -> force(folder)));
        rate("durable commits of one line", seconds(() -> commits(ledger)));
      }
      Continuation before = end(ledger);
      Continuation many = Continuation.after(before.after(), before.head(), NOW);
      say("make and digest lines", seconds(() -> fill(many, people)));
      say("commit " + many.size() + " lines", seconds(() -> commit(ledger, many)));
    }
    try (SqliteLedger ledger = SqliteLedger.open(file)) {
      for (int round = 0; round < 3; round++) {
        say("read and understand all", seconds(() -> ledger.read(0, entry -> {})));
        say("look at raw lines only", seconds(() -> ledger.inspect((n, t, d) -> {})));
        say("walk the chain", seconds(() -> Chain.walk(ledger)));
        say("check projections", seconds(() -> TestLedger.differences(ledger)));
      }
      Path text = folder.resolve("ledger.jsonl");
      say("write as text", seconds(() -> LedgerText.write(ledger, text)));
      say("read text", seconds(() -> LedgerText.read(text).read(0, entry -> {})));
      size("a line as text", (double) Files.size(text) / (2L * people));
      size("a line in SQLite", (double) Files.size(file) / (2L * people));
    }
    try (var files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }

  private interface Work {
    void run() throws IOException;
  }

  /** Seconds of wall time, and of processor time, which other programs do not lengthen. */
  private static double[] seconds(Work work) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long cpu = threads.getCurrentThreadCpuTime();
    work.run();
    return new double[] {
      (System.nanoTime() - start) / 1e9, (threads.getCurrentThreadCpuTime() - cpu) / 1e9
    };
  }

  private static void say(String what, double[] seconds) {
    System.out.printf(Locale.ROOT, "%-36s %10.3f s (cpu %.3f s)%n", what, seconds[0], seconds[1]);
  }

  private static void rate(String what, double[] seconds) {
    System.out.printf(
        Locale.ROOT,
        "%-36s %10.0f /s (cpu %.0f us each)%n",
        what,
        COMMITS / seconds[0],
        1e6 * seconds[1] / COMMITS);
  }

  private static void size(String what, double bytes) {
    System.out.printf(Locale.ROOT, "%-36s %10.0f bytes%n", what, bytes);
  }

  private static void force(Path folder) throws IOException {
    Path file = folder.resolve("forced");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < COMMITS; i++) {
        channel.write(ByteBuffer.wrap(new byte[700]));
        channel.force(true);
      }
    }
  }

  private static void commits(SqliteLedger ledger) throws IOException {
    Continuation end = end(ledger);
    for (int i = 0; i < COMMITS; i++) {
      Continuation one = Continuation.after(end.after() + end.size(), end.head(), NOW);
      draw(one, (int) one.after() + 1_000_000);
      commit(ledger, one);
      end = one;
    }
  }

  private static void commit(SqliteLedger ledger, Continuation lines) throws IOException {
    try (Ledger.Writing writing = ledger.write()) {
      writing.commit(lines);
    }
  }

  private static Continuation end(SqliteLedger ledger) throws IOException {
    Chain chain = Chain.walk(ledger);
    return Continuation.after(chain.lines(), chain.head(), NOW);
  }

  private static void fill(Continuation lines, int people) {
    for (int i = 0; i < people; i++) {
      Event referred = TestLedger.referred(person(i));
      lines.add(NOW, ACTOR, "equipoise 0.1", "refer/" + person(i), "", "", referred);
    }
    for (int i = 0; i < people; i++) {
      draw(lines, i);
    }
  }

  private static void draw(Continuation lines, int i) {
    Event drawn = TestLedger.drawn(person(i), i / 200);
    lines.add(NOW, ACTOR, "equipoise 0.1", "draw/" + person(i), "", "", drawn);
  }

  /** An id in no order, as keyed pseudonyms are. */
  private static PersonId person(int i) {
    String digits = Long.toString(Long.reverse(i * 0x9E3779B97F4A7C15L) >>> 4, 32);
    String padded = ("0".repeat(12) + digits).substring(digits.length()).toUpperCase(Locale.ROOT);
    return new PersonId(
        padded.substring(0, 4) + "-" + padded.substring(4, 8) + "-" + padded.substring(8, 12));
  }
}
