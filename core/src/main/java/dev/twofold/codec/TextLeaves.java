package dev.twofold.codec;

import java.net.URI;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;

/** Strings and what is written as one, and identifiers. */
final class TextLeaves {

  private TextLeaves() {}

  static void addTo(Leaves leaves) {
    leaves
        .add(String.class, StringLayout::write, StringLayout::read)
        .add(UUID.class, TextLeaves::writeUuid, TextLeaves::readUuid)
        .add(Locale.class, TextLeaves::writeLocale, TextLeaves::readLocale)
        .add(
            Currency.class,
            (sink, value) -> StringLayout.write(sink, value.getCurrencyCode()),
            source -> Currency.getInstance(StringLayout.read(source)))
        .add(
            URI.class,
            (sink, value) -> StringLayout.write(sink, value.toString()),
            source -> URI.create(StringLayout.read(source)));
  }

  private static void writeUuid(ByteSink sink, UUID value) {
    sink.writeFixedLong(value.getMostSignificantBits());
    sink.writeFixedLong(value.getLeastSignificantBits());
  }

  private static UUID readUuid(ByteSource source) {
    long high = source.readFixedLong();
    return new UUID(high, source.readFixedLong());
  }

  private static void writeLocale(ByteSink sink, Locale value) {
    String tag = value.toLanguageTag();
    if (!Locale.forLanguageTag(tag).equals(value)) {
      throw new IllegalArgumentException(
          "a locale must be well-formed (BCP 47) to be encoded, but this one has no language tag of"
              + " its own");
    }
    StringLayout.write(sink, tag);
  }

  private static Locale readLocale(ByteSource source) {
    return Locale.forLanguageTag(StringLayout.read(source));
  }
}
