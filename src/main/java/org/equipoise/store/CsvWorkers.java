package org.equipoise.store;

import java.io.IOException;
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
      runHere(count, task);
    } else {
      new Crew(count, task).run(threads);
    }
  }

  /** Runs the tasks 0 to {@code count - 1} one after the other: right for small tasks. */
  static void runHere(int count, Task task) throws IOException {
    for (int number = 0; number < count; number++) {
      task.run(number);
    }
  }

  /** Threads that take the next task until there is none, or one has failed. */
  private static final class Crew implements Runnable {

    private final int count;
    private final Task task;
    private int next;
    private @Nullable Throwable failure;

    Crew(int count, Task task) {
      this.count = count;
      this.task = task;
    }

    void run(int threads) throws IOException {
      Thread[] others = new Thread[threads - 1];
      for (int i = 0; i < others.length; i++) {
        others[i] = new Thread(this, "table-" + i);
        others[i].setDaemon(true);
        others[i].start();
      }
      run();
      join(others);
      rethrow();
    }

    @Override
    public void run() {
      for (int number = take(); number < count; number = take()) {
        try {
          task.run(number);
        } catch (IOException | RuntimeException | Error thrown) {
          fail(thrown);
        }
      }
    }

    private synchronized int take() {
      return failure == null ? next++ : count;
    }

    private synchronized void fail(Throwable thrown) {
      if (failure == null) {
        failure = thrown;
      }
    }

    private static void join(Thread[] threads) {
      boolean interrupted = false;
      for (Thread thread : threads) {
        while (thread.isAlive()) {
          try {
            thread.join();
          } catch (InterruptedException e) {
            interrupted = true; // the tasks are short: finish them, then tell
          }
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private synchronized void rethrow() throws IOException {
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
}
