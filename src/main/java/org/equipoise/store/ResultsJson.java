package org.equipoise.store;

import java.io.IOException;
import java.io.OutputStream;
import org.equipoise.disclosure.Released;

/** Writes {@code results.json}. */
public final class ResultsJson {

  private ResultsJson() {}

  /** Writes everything released as one JSON document in UTF-8; the stream stays open. */
  public static void write(Released released, OutputStream out) throws IOException {
    out.write(released.limit());
  }
}
