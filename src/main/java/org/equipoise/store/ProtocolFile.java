package org.equipoise.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Consistency;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Reads a protocol from its JSON file, strictly: an unknown field is an error. Every problem of the
 * file is found in one go, each with line, column, JSON pointer and what was expected.
 */
public final class ProtocolFile {

  private ProtocolFile() {}

  /**
   * A protocol as read.
   *
   * @param protocol the protocol; null when any finding is an error
   * @param findings all that is wrong or worth knowing, in the order of the file
   * @param digest digest of the canonical form of the file: white space, key order, escapes and
   *     ways of writing a number do not matter; null when the file is not JSON
   */
  public record Loaded(
      @Nullable Protocol protocol, List<Finding> findings, @Nullable Digest digest) {

    /** Keeps its own copy. */
    public Loaded {
      findings = List.copyOf(findings);
    }
  }

  /** Reads a file; a file that cannot be opened is a finding too. */
  public static Loaded read(Path file) {
    String name = file.toString();
    try {
      if (Files.isDirectory(file)) {
        return unreadable(name, "this is a folder", "name the protocol file in it");
      }
      return read(name, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return unreadable(name, "there is no such file", "check the name and the folder");
    } catch (AccessDeniedException e) {
      return unreadable(name, "the file may not be read", "ask its owner for the right to read it");
    } catch (IOException e) {
      return unreadable(name, "the file cannot be read", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @param source what findings call the file
   * @param bytes UTF-8, with or without a byte order mark
   */
  public static Loaded read(String source, byte[] bytes) {
    JsonText.Parsed parsed = JsonText.parse(source, bytes);
    JsonTree tree = parsed.tree();
    if (tree == null) {
      return new Loaded(null, parsed.findings(), null);
    }
    JsonFindings findings = new JsonFindings(source);
    parsed.findings().forEach(findings::add);
    Protocol protocol = ProtocolReader.read(tree, findings);
    if (protocol != null) {
      for (Consistency.Problem problem : Consistency.check(protocol, findings.unreadable())) {
        JsonTree at = tree.nearest(problem.path());
        Place place = new Place(source, at.line(), at.column(), problem.path());
        findings.add(new Finding(problem.severity(), place, problem.found(), problem.expected()));
      }
    }
    List<Finding> ordered = new ArrayList<>(findings.all());
    ordered.sort(
        Comparator.comparingInt((Finding f) -> f.place().line())
            .thenComparingInt(f -> f.place().column()));
    boolean usable = ordered.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
    return new Loaded(usable ? protocol : null, ordered, Digest.of(CanonicalJson.of(tree)));
  }

  private static Loaded unreadable(String name, String found, String expected) {
    return new Loaded(null, List.of(Finding.error(Place.file(name), found, expected)), null);
  }
}
