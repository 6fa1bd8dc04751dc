package org.equipoise.store;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does numbered tasks on the cores there are. What a task does must not depend on its thread. */
final class CsvWorkers {

  private static final int MOST = 8;

  private CsvWorkers() {}

  /** A numbered task. */
  interface Task {
    void run(int number) throws IOException;
  }

  /** Runs the tasks 0 to {@code count - 1}; a single one, or a single core, needs no thread. */
  static void run(int count, Task task) throws IOException {
    int threads = Math.min(Math.min(count, MOST), Runtime.getRuntime().availableProcessors());
    if (threads <= 1) {
      for (int number = 0; number < count; number++) {
        task.run(number);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Runnable work =
        () -> {
          int number;
          while ((number = next.getAndIncrement()) < count && failure.get() == null) {
            try {
              task.run(number);
            } catch (IOException | RuntimeException | Error thrown) {
              failure.compareAndSet(null, thrown);
            }
          }
        };
    Thread[] others = new Thread[threads - 1];
    for (int i = 0; i < others.length; i++) {
      others[i] = new Thread(work, "table-" + i);
      others[i].setDaemon(true);
      others[i].start();
    }
    work.run();
    join(others);
    rethrow(failure.get());
  }

  private static void join(Thread[] threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true; // the tasks are short; finish them, then tell
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
