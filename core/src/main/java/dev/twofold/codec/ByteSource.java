package dev.twofold.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.error.UndecodableException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link ByteSink} wrote and trusts none of it: every length is checked against the
 * bytes that are left before anything is allocated for it. Used by one thread, once.
 */
final class ByteSource {

  /** Records nested deeper are refused on both sides, long before the stack would end. */
  static final int DEEPEST = 256;

  private static final char REPLACEMENT = '\uFFFD';

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int position;
  private int depth;

  ByteSource(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Enters a record; {@link #leave} follows, unless reading fails. */
  void enter() {
    if (++depth > DEEPEST) {
      throw undecodable("records nested more than " + DEEPEST + " deep");
    }
  }

  void leave() {
    depth--;
  }

  byte readByte() {
    require(1);
    return bytes[position++];
  }

  boolean readBoolean() {
    byte value = readByte();
    if ((value & ~1) != 0) {
      throw undecodable("neither true nor false");
    }
    return value == 1;
  }

  long readUnsigned() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = readByte();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw undecodable("a number that does not end");
  }

  long readSigned() {
    long value = readUnsigned();
    return value >>> 1 ^ -(value & 1);
  }

  short readShort() {
    return (short) readSigned(Short.MIN_VALUE, Short.MAX_VALUE);
  }

  char readChar() {
    return (char) readIndex(Character.MAX_VALUE + 1, "character");
  }

  int readInt() {
    return (int) readSigned(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private long readSigned(long least, long greatest) {
    long value = readSigned();
    if (value < least || value > greatest) {
      throw undecodable("a number outside of " + least + " to " + greatest);
    }
    return value;
  }

  /** An unsigned number below a bound: an index into things of this kind. */
  int readIndex(int bound, String kind) {
    long value = readUnsigned();
    if (value < 0 || value >= bound) {
      throw undecodable("an unknown " + kind + " where " + bound + " are known");
    }
    return (int) value;
  }

  int readFixedInt() {
    require(Integer.BYTES);
    int value = (int) INTS.get(bytes, position);
    position += Integer.BYTES;
    return value;
  }

  long readFixedLong() {
    require(Long.BYTES);
    long value = (long) LONGS.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  /** The number of elements that follow, each of which takes at least so many bytes. */
  int readSize(int leastBytesOfElement) {
    return checkedSize(readUnsigned(), leastBytesOfElement);
  }

  /** That number, if so many elements can follow. */
  int checkedSize(long size, int leastBytesOfElement) {
    if (size < 0 || size > (bytes.length - position) / leastBytesOfElement) {
      throw undecodable("more elements than bytes are left");
    }
    return (int) size;
  }

  byte[] readBytes(int length) {
    require(length);
    byte[] value = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return value;
  }

  /** Bytes after their number. */
  byte[] readSized() {
    return readBytes(readSize(1));
  }

  String readUtf8(int length) {
    require(length);
    String value = new String(bytes, position, length, UTF_8);
    int end = position + length;
    // Malformed bytes become the replacement character, so only a string that has one is checked.
    if (value.indexOf(REPLACEMENT) >= 0) {
      byte[] wellFormed = value.getBytes(UTF_8);
      if (!Arrays.equals(wellFormed, 0, wellFormed.length, bytes, position, end)) {
        throw undecodable("malformed UTF-8");
      }
    }
    position = end;
    return value;
  }

  int position() {
    return position;
  }

  void requireEnd() {
    if (position != bytes.length) {
      throw undecodable("bytes left over after the value");
    }
  }

  /** An exception that says what stands at the present position. */
  UndecodableException undecodable(String what) {
    return undecodable(what, null);
  }

  UndecodableException undecodable(String what, @Nullable Throwable cause) {
    return new UndecodableException(
        "%s, at byte %d of %d".formatted(what, position, bytes.length), cause);
  }

  private void require(int more) {
    if (more > bytes.length - position) {
      throw undecodable("the bytes end too early");
    }
  }
}
