package org.equipoise.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.Coding;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.frame.Blanks;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.Unit;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What a referral tells, what each column may be called, and how its cells are read. Case, blanks,
 * hyphens and underscores in a name do not matter; a title means its column where no other column
 * has the same.
 */
final class ReferralColumns {

  /** What a column tells. */
  enum Kind {
    PERSON,
    REFERENCE,
    REFERRED,
    SITE,
    REFERRER,
    PROTECTED,
    CONSENT,
    CRITERION,
    VARIABLE
  }

  /**
   * A column that a referral may have.
   *
   * @param name its usual header
   * @param code code of the consent, criterion or variable; else empty
   * @param needed whether no referral can do without it
   * @param cells how its cells are read, under its usual header
   */
  record Role(Kind kind, String name, String code, boolean needed, ColumnSpec cells) {}

  /** How sure a name is: one of its own, one that people use, a title. */
  private static final int OWN = 0;

  private static final int USED = 1;
  private static final int TITLE = 2;

  /** What others call it: counts only where the protocol means nothing else by it. */
  private static final int COMMON = 3;

  /** What a yes may be marked with where no promise hangs on it. */
  private static final List<String> CROSSES = List.of("x", "X", "✓");

  private final Protocol protocol;
  private final DataLayout layout;
  private final Set<Variable.Id> needed;
  private final List<Role> roles = new ArrayList<>();
  private final List<Map<String, List<Role>>> names =
      List.of(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
  private final IdentityHashMap<Role, List<String>> written = new IdentityHashMap<>();

  private ReferralColumns(Protocol protocol) {
    this.protocol = protocol;
    this.layout = protocol.data();
    this.needed = needed(protocol);
    people();
    for (Consent consent : protocol.consents()) {
      ColumnSpec cells = answer(layout.columnOf(consent.id().value()));
      add(Kind.CONSENT, cells, consent.id().value(), consent.required(), consent.title());
    }
    for (Criterion criterion : protocol.eligibility()) {
      ColumnSpec cells = answer(layout.columnOf(criterion.id().value())).asRequired();
      add(Kind.CRITERION, cells, criterion.id().value(), true, criterion.question());
    }
    for (Variable variable : protocol.variables()) {
      if (variable.baseline() && variable.bands() == null) {
        variable(variable);
      }
    }
  }

  static ReferralColumns of(Protocol protocol) {
    return new ReferralColumns(protocol);
  }

  /** Every column, in the order of a referral form. */
  List<Role> roles() {
    return roles;
  }

  private void people() {
    Role person = add(Kind.PERSON, texts("person").asPersonal(), "", false);
    name(
        person,
        USED,
        "personnummer",
        "samordningsnummer",
        "person- eller samordningsnummer",
        "personal number",
        "personal identity number",
        "coordination number",
        "pnr");
    // What is no code is found by the rows, which know where a number belongs.
    Role own = add(Kind.REFERENCE, texts(layout.idColumn()), "", false);
    name(own, COMMON, "kod", "egen kod", "deltagarkod", "löpnummer", "code", "own code");
    Role referred = add(Kind.REFERRED, ColumnSpec.dates("referred"), "", false);
    name(referred, USED, "remitterad", "remitteringsdatum", "datum", "date", "referral date");
    name(referred, COMMON, "remitteringsdag", "remissdatum", "remissdag", "inremitterad");
    name(referred, COMMON, "anmäld", "anmälningsdatum", "anmälningsdag", "date of referral");
    place(Kind.SITE, Protocol.SITE, protocol.sites());
    place(Kind.REFERRER, Protocol.REFERRER, protocol.referrers());
    Role hidden = add(Kind.PROTECTED, yesNo("protected"), "", false);
    name(hidden, USED, "skyddad", "skyddad identitet", "skyddade personuppgifter");
    name(hidden, USED, "protected identity");
  }

  /** The site or the referrer: needed, unless there is only one it can be. */
  private void place(Kind kind, Variable.Id id, List<Level> levels) {
    if (levels.isEmpty()) {
      return;
    }
    ColumnSpec cells = levels(layout.columnOf(id.value()), levels);
    boolean alone = levels.size() == 1;
    Text title = protocol.variable(id).orElseThrow().title();
    Role role = add(kind, alone ? cells : cells.asRequired(), id.value(), !alone, title);
    if (kind == Kind.SITE) {
      name(role, COMMON, "ort", "enhet", "plats", "kontor", "team", "unit", "place");
    } else {
      name(role, COMMON, "remittent", "remitterande", "remitterad av", "anmälare", "anmäld av");
      name(role, COMMON, "remitterande myndighet", "myndighet", "referred by", "agency");
    }
  }

  private void variable(Variable variable) {
    String name = layout.columnOf(variable.id().value());
    ColumnSpec cells =
        switch (variable.type()) {
          case BINARY -> yesNo(name);
          case CATEGORY -> levels(name, variable.levels());
          case ORDINAL ->
              variable.levels().isEmpty() ? plain(name, variable) : levels(name, variable.levels());
          case TEXT -> texts(name);
          case NUMBER, AMOUNT, COUNT, DURATION, DATE -> plain(name, variable);
        };
    if (isHousehold(protocol, variable.id())) {
      cells = texts(name).asPersonal();
    } else if (variable.personal()) {
      cells = cells.asPersonal();
    }
    String code = variable.id().value();
    add(Kind.VARIABLE, cells, code, needed.contains(variable.id()), variable.title());
  }

  /** Whether a variable names the household that is drawn together. */
  static boolean isHousehold(Protocol protocol, Variable.Id id) {
    return protocol.unit().kind() == Unit.Kind.HOUSEHOLD && id.equals(protocol.unit().variable());
  }

  private static ColumnSpec plain(String name, Variable variable) {
    return spec(name, Coding.of(variable).kind());
  }

  private static ColumnSpec texts(String name) {
    return spec(name, new ColumnSpec.Texts(false));
  }

  private static ColumnSpec spec(String name, ColumnSpec.Kind kind) {
    return new ColumnSpec(name, kind, false, false, List.of());
  }

  /** What was answered to a question: in words, for a cross may mark a yes or strike it out. */
  private static ColumnSpec answer(String name) {
    return yesNo(name, List.of());
  }

  static ColumnSpec yesNo(String name) {
    return yesNo(name, CROSSES);
  }

  private static ColumnSpec yesNo(String name, List<String> marks) {
    ColumnSpec.Categories usual = (ColumnSpec.Categories) Coding.noYes().kind();
    Map<String, String> spellings = new HashMap<>(usual.spellings());
    marks.forEach(mark -> spellings.put(mark, "yes"));
    inCases("sant").forEach(word -> spellings.put(word, "yes"));
    inCases("falskt").forEach(word -> spellings.put(word, "no"));
    return spec(name, new ColumnSpec.Categories(usual.levels(), spellings));
  }

  /** Codes, declared spellings and titles, in small, capital or leading capital letters. */
  static ColumnSpec levels(String name, List<Level> levels) {
    ColumnSpec.Categories usual = Coding.categories(levels);
    Map<String, String> spellings = new HashMap<>();
    Set<String> unclear = new LinkedHashSet<>();
    for (Level level : levels) {
      List<String> written = new ArrayList<>(level.spelled());
      written.add(level.code());
      written.addAll(level.title().byLanguage().values());
      for (String word : written) {
        for (String variant : inCases(word)) {
          String other = spellings.put(variant, level.code());
          if (other != null && !other.equals(level.code())) {
            unclear.add(variant);
          }
        }
      }
    }
    spellings.keySet().removeAll(unclear);
    spellings.keySet().removeAll(usual.levels());
    spellings.putAll(usual.spellings());
    return spec(name, new ColumnSpec.Categories(usual.levels(), spellings));
  }

  private static Set<String> inCases(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    Set<String> variants = new LinkedHashSet<>(List.of(word));
    variants.add(lower);
    variants.add(word.toUpperCase(Locale.ROOT));
    if (!lower.isEmpty()) {
      variants.add(lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
    }
    return variants;
  }

  private Role add(Kind kind, ColumnSpec cells, String code, boolean need, Text... titles) {
    Role role = new Role(kind, cells.name(), code, need, cells);
    roles.add(role);
    name(role, OWN, cells.name());
    if (!code.isEmpty()) {
      name(role, OWN, code);
    }
    for (Text title : titles) {
      title.byLanguage().values().stream().sorted().forEach(words -> name(role, TITLE, words));
    }
    return role;
  }

  private void name(Role role, int sureness, String... spellings) {
    for (String name : spellings) {
      List<String> ofRole = written.computeIfAbsent(role, r -> new ArrayList<>());
      if (ofRole.stream().noneMatch(name::equalsIgnoreCase)) {
        ofRole.add(name);
      }
      List<Role> named = names.get(sureness).computeIfAbsent(key(name), k -> new ArrayList<>(1));
      if (!named.contains(role)) {
        named.add(role);
      }
    }
  }

  /** Variables without which nobody can be drawn; of bands, the number that is cut. */
  private static Set<Variable.Id> needed(Protocol protocol) {
    Set<Variable.Id> ids = new LinkedHashSet<>(protocol.strata());
    if (protocol.unit().variable() != null) {
      ids.add(protocol.unit().variable());
    }
    DrawRule draw = protocol.draw();
    if (draw instanceof DrawRule.MatchedPairs pairs) {
      ids.add(pairs.pair());
    } else if (draw instanceof DrawRule.Minimisation minimisation) {
      minimisation.factors().forEach(factor -> ids.add(factor.variable()));
    } else if (draw instanceof DrawRule.Complete complete && complete.balance() != null) {
      ids.addAll(complete.balance().on());
    }
    Set<Variable.Id> columns = new LinkedHashSet<>();
    for (Variable.Id id : ids) {
      Variable.Bands bands = protocol.variable(id).map(Variable::bands).orElse(null);
      columns.add(bands == null ? id : bands.of());
    }
    return columns;
  }

  /**
   * Which header tells what.
   *
   * @param columns the role of each header that has one, by the header as it stands
   * @param doubled headers whose role another header has already, with that header
   * @param unknown headers without a role
   * @param missing roles that no header has
   */
  record Bound(
      Map<String, Role> columns,
      Map<String, String> doubled,
      List<String> unknown,
      List<Role> missing) {

    /** How to read the columns, under the headers they have. */
    List<ColumnSpec> specs() {
      List<ColumnSpec> specs = new ArrayList<>(columns.size());
      columns.forEach(
          (header, role) -> {
            ColumnSpec s = role.cells();
            specs.add(new ColumnSpec(header, s.kind(), s.required(), s.personal(), s.missing()));
          });
      return specs;
    }

    /** A finding on a cell, with what a table cannot know of referrals. */
    Finding advised(Finding finding, String header) {
      Role role = columns.get(header);
      boolean asked =
          role != null && (role.kind() == Kind.CONSENT || role.kind() == Kind.CRITERION);
      if (!asked || !finding.found().contains("is not a category")) {
        return finding;
      }
      String words = finding.found().replace("is not a category of this column", "is no answer");
      return new Finding(finding.severity(), finding.place(), words, "write yes or no, ja or nej");
    }

    /** Names under which what is still missing could stand. */
    Collection<String> free() {
      return missing.stream().map(Role::name).toList();
    }
  }

  Bound bind(Collection<String> headers) {
    Map<String, Role> columns = new LinkedHashMap<>();
    Map<Role, String> taken = new HashMap<>();
    Map<String, String> doubled = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String header : headers) {
      Role role = header.isEmpty() ? null : role(header);
      if (role == null) {
        if (!header.isEmpty()) {
          unknown.add(header);
        }
        continue;
      }
      String earlier = taken.putIfAbsent(role, header);
      if (earlier == null) {
        columns.put(header, role);
      } else if (!earlier.equals(header)) {
        doubled.put(header, earlier);
      }
    }
    List<Role> missing = roles.stream().filter(role -> !taken.containsKey(role)).toList();
    return new Bound(columns, doubled, unknown, missing);
  }

  /** What a column may be called, its usual header first. */
  List<String> namesOf(Role role) {
    return written.getOrDefault(role, List.of());
  }

  /** The header that was probably meant for a role, or null. */
  @Nullable String nearestTo(Role role, Collection<String> headers) {
    for (String name : namesOf(role)) {
      String near = Nearest.to(name, headers);
      if (near != null) {
        return near;
      }
    }
    return null;
  }

  private @Nullable Role role(String header) {
    String key = key(header);
    for (Map<String, List<Role>> known : names) {
      List<Role> named = known.get(key);
      if (named != null) {
        return named.size() == 1 ? named.get(0) : null;
      }
    }
    return null;
  }

  /** A name without what does not matter in it. */
  private static String key(String name) {
    StringBuilder key = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && c != '-' && !Blanks.isBlank(c)) {
        key.append(Character.toLowerCase(c));
      }
    }
    return key.toString();
  }
}
