package org.equipoise.trial;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.equipoise.draw.Ordered;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Variable;

/**
 * What is known of a person, kept outside the ledger so that it can be erased. The ledger holds
 * {@link #commitment}, which proves the record unchanged and tells nothing once the salt is gone.
 *
 * @param person whose it is
 * @param salt 32 random hexadecimal digits
 * @param values by variable code, as in {@link Referral}
 * @param reference the site's own code; empty when there is none
 * @param protectedIdentity whether the person's whereabouts are protected
 */
public record PersonRecord(
    PersonId person,
    String salt,
    Map<String, String> values,
    String reference,
    boolean protectedIdentity) {

  /** Length of a salt in bytes. */
  public static final int SALT = 16;

  /** Keeps its own copy, by code. */
  public PersonRecord {
    values =
        values.size() > 1
            ? Collections.unmodifiableMap(new TreeMap<>(values))
            : Ordered.copyOf(values);
  }

  /** What is known, under a new salt. */
  public static PersonRecord of(Referral referral, byte[] salt) {
    Map<String, String> values = new HashMap<>();
    referral.values().forEach((variable, value) -> values.put(variable.value(), value));
    return new PersonRecord(
        referral.person(),
        HexFormat.of().formatHex(salt),
        values,
        referral.reference(),
        referral.protectedIdentity());
  }

  /** Value of a variable; empty when missing. */
  public String value(Variable.Id variable) {
    return values.getOrDefault(variable.value(), "");
  }

  /**
   * SHA-256 over the salt and what is known: lines {@code salt}, {@code person}, {@code reference},
   * {@code protected} and one {@code code=value} per variable in order of code, joined by line
   * feeds. No value holds a line feed.
   */
  public Digest commitment() {
    StringBuilder text = new StringBuilder();
    text.append(salt).append('\n').append(person).append('\n');
    text.append(reference).append('\n').append(protectedIdentity);
    values.forEach((code, value) -> text.append('\n').append(code).append('=').append(value));
    return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
