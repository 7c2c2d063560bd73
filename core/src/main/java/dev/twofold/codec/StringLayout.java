package dev.twofold.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Strings in one of two forms. The usual one is UTF-8: twice the number of bytes, then the bytes. A
 * string with half a surrogate pair, which UTF-8 would turn into a question mark, is kept as its
 * UTF-16 units: twice their number plus one, then two bytes for each.
 */
final class StringLayout {

  private static final int UNITS = 1;

  private StringLayout() {}

  static void write(ByteSink sink, String value) {
    if (hasLoneSurrogate(value)) {
      sink.writeUnsigned((long) value.length() << 1 | UNITS);
      for (int i = 0; i < value.length(); i++) {
        sink.writeByte(value.charAt(i) >>> 8);
        sink.writeByte(value.charAt(i));
      }
    } else {
      byte[] bytes = value.getBytes(UTF_8);
      sink.writeUnsigned((long) bytes.length << 1);
      sink.writeBytes(bytes);
    }
  }

  static String read(ByteSource source) {
    long header = source.readUnsigned();
    return (header & UNITS) == 0
        ? source.readUtf8(source.checkedSize(header >>> 1, 1))
        : readUnits(source, source.checkedSize(header >>> 1, Character.BYTES));
  }

  private static String readUnits(ByteSource source, int length) {
    char[] units = new char[length];
    for (int i = 0; i < length; i++) {
      units[i] = (char) ((source.readByte() & 0xFF) << Byte.SIZE | (source.readByte() & 0xFF));
    }
    return new String(units);
  }

  private static boolean hasLoneSurrogate(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(value.codePointAt(i))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
