package org.equipoise.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says what long work is doing, once it has taken more than a second. */
final class Progress implements AutoCloseable {

  private final @Nullable PrintWriter err;
  private final @Nullable ScheduledExecutorService clock;
  private volatile String stage = "";
  private volatile boolean shown;

  private Progress(@Nullable PrintWriter err, @Nullable ScheduledExecutorService clock) {
    this.err = err;
    this.clock = clock;
  }

  static Progress silent() {
    return new Progress(null, null);
  }

  static Progress to(PrintWriter err) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "progress");
              thread.setDaemon(true);
              return thread;
            });
    Progress progress = new Progress(err, clock);
    var unused = clock.schedule(progress::show, 1, TimeUnit.SECONDS);
    return progress;
  }

  /** Names what is being done now. */
  void stage(String words) {
    stage = words;
    if (shown) {
      show();
    }
  }

  private void show() {
    shown = true;
    if (err != null && !stage.isEmpty()) {
      err.println("equipoise: " + stage + " …");
      err.flush();
    }
  }

  @Override
  public void close() {
    if (clock != null) {
      clock.shutdownNow();
    }
  }
}
