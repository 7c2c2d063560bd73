package dev.twofold.codec;

/** Arrays of primitives: their length, then their elements. */
final class ArrayLeaves {

  private ArrayLeaves() {}

  static void addTo(Leaves leaves) {
    leaves
        .add(byte[].class, ByteSink::writeSized, ByteSource::readSized)
        .add(boolean[].class, ArrayLeaves::writeBooleans, ArrayLeaves::readBooleans)
        .add(short[].class, ArrayLeaves::writeShorts, ArrayLeaves::readShorts)
        .add(char[].class, ArrayLeaves::writeChars, ArrayLeaves::readChars)
        .add(int[].class, ArrayLeaves::writeInts, ArrayLeaves::readInts)
        .add(long[].class, ArrayLeaves::writeLongs, ArrayLeaves::readLongs)
        .add(float[].class, ArrayLeaves::writeFloats, ArrayLeaves::readFloats)
        .add(double[].class, ArrayLeaves::writeDoubles, ArrayLeaves::readDoubles);
  }

  private static void writeBooleans(ByteSink sink, boolean[] values) {
    sink.writeUnsigned(values.length);
    for (boolean value : values) {
      sink.writeBoolean(value);
    }
  }

  private static boolean[] readBooleans(ByteSource source) {
    boolean[] values = new boolean[source.readSize(1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = source.readBoolean();
    }
    return values;
  }

  private static void writeShorts(ByteSink sink, short[] values) {
    sink.writeUnsigned(values.length);
    for (short value : values) {
      sink.writeSigned(value);
    }
  }

  private static short[] readShorts(ByteSource source) {
    short[] values = new short[source.readSize(1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = source.readShort();
    }
    return values;
  }

  private static void writeChars(ByteSink sink, char[] values) {
    sink.writeUnsigned(values.length);
    for (char value : values) {
      sink.writeUnsigned(value);
    }
  }

  private static char[] readChars(ByteSource source) {
    char[] values = new char[source.readSize(1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = source.readChar();
    }
    return values;
  }

  private static void writeInts(ByteSink sink, int[] values) {
    sink.writeUnsigned(values.length);
    for (int value : values) {
      sink.writeSigned(value);
    }
  }

  private static int[] readInts(ByteSource source) {
    int[] values = new int[source.readSize(1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = source.readInt();
    }
    return values;
  }

  private static void writeLongs(ByteSink sink, long[] values) {
    sink.writeUnsigned(values.length);
    for (long value : values) {
      sink.writeSigned(value);
    }
  }

  private static long[] readLongs(ByteSource source) {
    long[] values = new long[source.readSize(1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = source.readSigned();
    }
    return values;
  }

  private static void writeFloats(ByteSink sink, float[] values) {
    sink.writeUnsigned(values.length);
    for (float value : values) {
      sink.writeFixedInt(Float.floatToRawIntBits(value));
    }
  }

  private static float[] readFloats(ByteSource source) {
    float[] values = new float[source.readSize(Float.BYTES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(source.readFixedInt());
    }
    return values;
  }

  private static void writeDoubles(ByteSink sink, double[] values) {
    sink.writeUnsigned(values.length);
    for (double value : values) {
      sink.writeFixedLong(Double.doubleToRawLongBits(value));
    }
  }

  private static double[] readDoubles(ByteSource source) {
    double[] values = new double[source.readSize(Double.BYTES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.longBitsToDouble(source.readFixedLong());
    }
    return values;
  }
}
