package dev.twofold.demo.edit;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What somebody wants a user to be. */
public record UserDraft(String name, String about) {

  /** How long a name may be. */
  public static final int LONGEST_NAME = 50;

  /** How long the text about a user may be. */
  public static final int LONGEST_ABOUT = 1_000;

  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1," + LONGEST_NAME + "}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

  public UserDraft {
    requireNonNull(name, "name");
    requireNonNull(about, "about");
  }

  /** What was typed into a form, which ends lines in its own way. */
  public static UserDraft typed(String name, String about) {
    return new UserDraft(name.strip(), about.replace("\r\n", "\n").strip());
  }

  /** What cannot be accepted, by field; empty if everything can. */
  public Map<String, String> problems() {
    Map<String, String> problems = new LinkedHashMap<>();
    if (!NAME.matcher(name).matches()) {
      problems.put(
          "name",
          "A name has 1 to %d characters: a to z, digits and underscores.".formatted(LONGEST_NAME));
    }
    if (about.isEmpty() || about.length() > LONGEST_ABOUT) {
      problems.put(
          "about",
          "The text has %,d characters; allowed are 1 to %,d."
              .formatted(about.length(), LONGEST_ABOUT));
    } else if (CONTROL.matcher(about).find()) {
      problems.put("about", "The text has control characters, which cannot be shown.");
    }
    return problems;
  }
}
