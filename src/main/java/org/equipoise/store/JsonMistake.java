package org.equipoise.store;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import org.jspecify.annotations.Nullable;

/**
 * Why a text is not JSON, in the words of somebody who edits it by hand. The parser says where it
 * stumbled; the characters around that place say why.
 *
 * @param line line of the stumble, counted from 1
 * @param column column, counted from 1
 * @param found what stands there
 * @param expected what to do about it
 */
record JsonMistake(int line, int column, String found, String expected) {

  static JsonMistake of(String text, JsonProcessingException error) {
    JsonLocation at = error.getLocation();
    int offset = at == null ? text.length() : (int) Math.min(at.getCharOffset(), text.length());
    String[] words = words(text, offset, error);
    int[] place = JsonText.endOf(text.substring(0, offset));
    return new JsonMistake(place[0], place[1], words[0], words[1]);
  }

  private static String[] words(String text, int offset, JsonProcessingException error) {
    if (error instanceof StreamConstraintsException) {
      return say("too deep nesting or too long a value", "no protocol needs this");
    }
    if (error instanceof JsonEOFException || text.substring(offset).isBlank()) {
      return unexpectedEnd(text);
    }
    char here = offset < text.length() ? text.charAt(offset) : ' ';
    char before = lastSolid(text, offset);
    if (here == '/' || here == '#') {
      return say("a comment", "JSON has none: put the words in 'purpose' or 'caveats'");
    }
    if (here == '}' || here == ']') {
      return before == ','
          ? say("a comma before '" + here + "'", "remove the comma")
          : closing(here);
    }
    if (here == '\'' || "“”„’‘".indexOf(here) >= 0) {
      return say("the quote mark " + here, "use straight double quotes \"");
    }
    if (here == '\n' || here == '\r') {
      return say("a text that does not end on its line", "close it with \" or write \\n");
    }
    return byMessage(text, offset, here, error.getOriginalMessage());
  }

  private static String[] byMessage(String text, int offset, char here, String message) {
    if (message.contains("comma to separate")) {
      return say("no comma between two entries", "put a comma before this");
    }
    if (message.contains("colon to separate")) {
      return say("no colon after the name", "write \"name\": value");
    }
    if (message.contains("start field name")) {
      return say("a name without quotes", "write it in double quotes");
    }
    if (message.contains("numeric value") || here == '.' || here == '+') {
      return say("a number that is not written as JSON", "write it as 0.5, 12 or -3");
    }
    if (message.contains("escape")) {
      return say("an unknown escape after \\", "write a backslash as \\\\");
    }
    if (message.contains("CTRL-CHAR")) {
      return say("a control character in a text", "write a tab as \\t or remove it");
    }
    return token(text, offset);
  }

  private static String[] token(String text, int offset) {
    int start = offset;
    while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      start--;
    }
    int end = offset;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    String word =
        start == end
            ? text.substring(start, Math.min(text.length(), start + 1))
            : text.substring(start, end);
    String expected = "expected a text in double quotes, a number, true, false, […] or {…}";
    return say(JsonTree.quoted(word), expected);
  }

  private static String[] closing(char here) {
    return say("'" + here + "' out of place", "it closes nothing that is open here");
  }

  private static String[] unexpectedEnd(String text) {
    Integer open = lastOpen(text);
    if (open == null) {
      return say("the end of the file inside a text", "a closing \" is missing");
    }
    int line = JsonText.endOf(text.substring(0, open))[0];
    char bracket = text.charAt(open);
    String found =
        "the end of the file before the '" + bracket + "' of line " + line + " is closed";
    return say(found, "add '" + (bracket == '{' ? '}' : ']') + "'");
  }

  /** Offset of the innermost bracket still open at the end; null inside a text. */
  private static @Nullable Integer lastOpen(String text) {
    int[] open = new int[text.length()];
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        open[depth++] = i;
      } else if ((c == '}' || c == ']') && depth > 0) {
        depth--;
      }
    }
    return quoted || depth == 0 ? null : Integer.valueOf(open[depth - 1]);
  }

  private static char lastSolid(String text, int offset) {
    for (int i = offset - 1; i >= 0; i--) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return text.charAt(i);
      }
    }
    return ' ';
  }

  private static String[] say(String found, String expected) {
    return new String[] {found, expected};
  }
}
