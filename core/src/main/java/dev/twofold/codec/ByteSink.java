package dev.twofold.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Grows as values are written into it. Big-endian. Used by one thread at a time, reusable. */
final class ByteSink {

  private static final int INITIAL_BYTES = 256;
  private static final int MOST_BYTES_OF_VARINT = 10;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;
  private int depth;

  /** Enters a record; {@link #leave} follows. */
  void enter() {
    if (++depth > ByteSource.DEEPEST) {
      throw new IllegalArgumentException(
          "records are nested more than %d deep; keep references by id instead"
              .formatted(ByteSource.DEEPEST));
    }
  }

  void leave() {
    depth--;
  }

  void writeByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  /** A number of seven bits per byte, low bits first: small ones are short, negative ones long. */
  void writeUnsigned(long value) {
    reserve(MOST_BYTES_OF_VARINT);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A number that is short when it is near zero, on either side. */
  void writeSigned(long value) {
    writeUnsigned(value << 1 ^ value >> 63);
  }

  void writeFixedInt(int value) {
    reserve(Integer.BYTES);
    INTS.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void writeFixedLong(long value) {
    reserve(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
  }

  void writeBytes(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /** Bytes after their number. */
  void writeSized(byte[] value) {
    writeUnsigned(value.length);
    writeBytes(value);
  }

  /** What was written since the start or the last reset. */
  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  int capacity() {
    return bytes.length;
  }

  void reset() {
    size = 0;
    depth = 0;
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.max(needed, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
    }
  }
}
