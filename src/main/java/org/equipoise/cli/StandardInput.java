package org.equipoise.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines typed at the terminal without being shown, or piped into the program. */
final class StandardInput implements Surroundings.Input {

  private @Nullable BufferedReader piped;

  @Override
  public @Nullable String line(String prompt) throws IOException {
    Console terminal = terminal();
    if (terminal != null) {
      char[] typed = terminal.readPassword("%s: ", prompt);
      return typed == null ? null : new String(typed);
    }
    if (piped == null) {
      piped = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
    return piped.readLine();
  }

  /** Up to Java 21 there is a console only at a terminal; later ones have to be asked. */
  @SuppressWarnings("SystemConsoleNull")
  private static @Nullable Console terminal() {
    Console console = System.console();
    if (console == null) {
      return null;
    }
    try {
      Object asked = Console.class.getMethod("isTerminal").invoke(console);
      return Boolean.TRUE.equals(asked) ? console : null;
    } catch (ReflectiveOperationException e) {
      // This Java has no such question, and so no console but a terminal.
      return console;
    }
  }
}
