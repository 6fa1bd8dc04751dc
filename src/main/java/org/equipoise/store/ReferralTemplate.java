package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.equipoise.store.ReferralColumns.Role;

/**
 * What a new trial gives those who refer: a table with the right headers and no rows, and a page
 * that says what stands under each and what to do next.
 */
final class ReferralTemplate {

  private ReferralTemplate() {}

  /** The table, as a Swedish spreadsheet opens it by itself. */
  static byte[] csv(Protocol protocol) throws IOException {
    List<String> headers = ReferralColumns.of(protocol).roles().stream().map(Role::name).toList();
    StringBuilder text = new StringBuilder("\ufeff");
    CsvWriter.swedishSpreadsheet().write(text, headers, List.of());
    return TrialFolder.utf8(text.toString());
  }

  /** The page, in English and in Swedish. */
  static byte[] readme(Protocol protocol, Path folder) {
    StringBuilder text = new StringBuilder();
    text.append(protocol.title().in("en")).append("\n\n");
    english(protocol, folder.toString(), text);
    text.append("\n\n----------------------------------------------------------------\n\n");
    text.append(protocol.title().in("sv")).append("\n\n");
    swedish(protocol, folder.toString(), text);
    return TrialFolder.utf8(text.toString());
  }

  private static void english(Protocol protocol, String folder, StringBuilder text) {
    text.append(
        """
        What to do next
          1. Edit protocol.json until it says what you promise, and check it:
               equipoise check FOLDER
          2. Freeze it. From then on nobody can change it unnoticed. The keyholder names a place
             for the draw key that nobody who refers people can read:
               equipoise freeze FOLDER --key KEYFILE
          3. Fill in referrals.csv, save it as CSV UTF-8, and hand it in; or one person at a time:
               equipoise refer FOLDER --file FOLDER/referrals.csv
          4. Draw, and give each person the notice:
               equipoise draw FOLDER --all --key KEYFILE
          5. See where the trial stands, and prove that nothing was changed:
               equipoise status FOLDER
               equipoise verify FOLDER

        identity.key, draw.key and people.db are secret. ledger.db holds no names or numbers.

        Columns of referrals.csv
        """
            .replace("FOLDER", folder));
    for (Role role : ReferralColumns.of(protocol).roles()) {
      text.append("  ").append(role.name()).append(": ");
      text.append(about(protocol, role, "en")).append('\n');
    }
  }

  private static void swedish(Protocol protocol, String folder, StringBuilder text) {
    text.append(
        """
        Vad du gör nu
          1. Ändra protocol.json tills den säger vad ni lovar, och kontrollera den:
               equipoise check FOLDER
          2. Frys den. Därefter kan ingen ändra den obemärkt. Nyckelhållaren väljer en plats för
             lottningsnyckeln som ingen som remitterar kan läsa:
               equipoise freeze FOLDER --key NYCKELFIL
          3. Fyll i referrals.csv, spara den som CSV UTF-8 och lämna in den; eller en person i taget:
               equipoise refer FOLDER --file FOLDER/referrals.csv
          4. Lotta, och ge varje person sitt besked:
               equipoise draw FOLDER --all --key NYCKELFIL
          5. Se hur det går, och visa att inget har ändrats:
               equipoise status FOLDER
               equipoise verify FOLDER

        identity.key, draw.key och people.db är hemliga. ledger.db innehåller varken namn eller nummer.

        Kolumner i referrals.csv
        """
            .replace("FOLDER", folder));
    for (Role role : ReferralColumns.of(protocol).roles()) {
      text.append("  ").append(role.name()).append(": ");
      text.append(about(protocol, role, "sv")).append('\n');
    }
  }

  private static String about(Protocol protocol, Role role, String language) {
    boolean sv = language.equals("sv");
    String yesNo = sv ? " (ja eller nej)" : " (yes or no)";
    return switch (role.kind()) {
      case PERSON ->
          sv
              ? "person- eller samordningsnummer; blir ett studie-id och sparas aldrig"
              : "personal or coordination number; becomes a trial id and is never kept";
      case REFERENCE ->
          sv
              ? "er egen kod för personen, om numret inte får lämnas; unik i hela studien"
              : "your own code for the person, where the number may not be given; unique in the trial";
      case REFERRED ->
          sv
              ? "dag för remitteringen, som 2026-01-31; tom betyder i dag"
              : "day of the referral, as 2026-01-31; empty means today";
      case SITE -> levels(protocol.sites(), language);
      case REFERRER -> levels(protocol.referrers(), language);
      case PROTECTED ->
          (sv ? "om personen har skyddade personuppgifter" : "whether the identity is protected")
              + yesNo;
      case CONSENT ->
          words(
                  protocol.consents().stream()
                      .filter(c -> c.id().value().equals(role.code()))
                      .map(Consent::title)
                      .findFirst(),
                  language)
              + yesNo;
      case CRITERION ->
          words(
                  protocol.eligibility().stream()
                      .filter(c -> c.id().value().equals(role.code()))
                      .map(Criterion::question)
                      .findFirst(),
                  language)
              + yesNo;
      case VARIABLE -> {
        Variable variable = protocol.variable(new Variable.Id(role.code())).orElseThrow();
        String title = variable.title().in(language);
        yield variable.type() == ValueType.BINARY
            ? title + yesNo
            : variable.levels().isEmpty()
                ? title
                : title + ": " + levels(variable.levels(), language);
      }
    };
  }

  private static String words(Optional<Text> text, String language) {
    return text.map(words -> words.in(language)).orElse("");
  }

  private static String levels(List<Level> levels, String language) {
    List<String> shown = new ArrayList<>();
    for (Level level : levels) {
      String title = level.title().in(language);
      shown.add(title.equals(level.code()) ? title : level.code() + " (" + title + ")");
    }
    return String.join(", ", shown);
  }
}
