package dev.twofold.demo.edit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserDraftTest {

  private static final String LONGEST_NAME = "x".repeat(50);

  @Test
  void typed_asBrowsersSendIt_endsTrimmedAndLinesEndedByOneCharacter() {
    assertThat(UserDraft.typed(" ada_ash ", "\r\nOne\r\n\r\nTwo \n"))
        .isEqualTo(new UserDraft("ada_ash", "One\n\nTwo"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ada_ash", "7of9", "_"})
  void problems_goodName_none(String name) {
    assertThat(new UserDraft(name, "about").problems()).isEmpty();
    assertThat(new UserDraft(LONGEST_NAME, "about").problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Ada", "ada ash", "ada/ash", "..", "ädä", "ada\n", "<b>", "xx%2f", "\u0000"})
  void problems_badName_saysWhatIsAllowed(String name) {
    assertThat(new UserDraft(name, "about").problems())
        .containsOnlyKeys("name")
        .containsEntry("name", "A name has 1 to 50 characters: a to z, digits and underscores.");
    assertThat(new UserDraft(LONGEST_NAME + "x", "about").problems()).containsOnlyKeys("name");
  }

  @Test
  void problems_lengthOfAbout_saysHowLongItIs() {
    assertThat(new UserDraft("a", "x".repeat(1_000)).problems()).isEmpty();
    assertThat(new UserDraft("a", "x".repeat(1_001)).problems())
        .containsOnlyKeys("about")
        .containsEntry("about", "The text has 1,001 characters; allowed are 1 to 1,000.");
    assertThat(new UserDraft("a", "").problems())
        .containsEntry("about", "The text has 0 characters; allowed are 1 to 1,000.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "a\u0007b", "a\rb", "\u007f"})
  void problems_controlCharacters_refused(String about) {
    assertThat(new UserDraft("a", about).problems()).containsOnlyKeys("about");
  }

  @Test
  void problems_linesTabsAndAllScripts_none() {
    assertThat(new UserDraft("a", "Zeilen\n\tund 漢字 \uD83C\uDF32").problems()).isEmpty();
  }

  @Test
  void problems_bothFields_bothInTheirOrder() {
    assertThat(new UserDraft("", "").problems().keySet()).containsExactly("name", "about");
  }
}
