package dev.twofold.demo.edit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form that changes a user, as it is shown.
 *
 * @param user the name that the user has now
 * @param draft what the fields hold
 * @param problems why it was not accepted, by field
 */
public record EditForm(String user, UserDraft draft, Map<String, String> problems) {

  public EditForm {
    problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
  }

  /** Why a field was not accepted; null if it was. */
  public @Nullable String problem(String field) {
    return problems.get(field);
  }

  /** How long a name may be. */
  public int longestName() {
    return UserDraft.LONGEST_NAME;
  }

  /** How long the text about the user may be. */
  public int longestAbout() {
    return UserDraft.LONGEST_ABOUT;
  }
}
