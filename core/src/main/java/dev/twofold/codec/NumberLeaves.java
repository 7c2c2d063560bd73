package dev.twofold.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Primitives and numbers. A primitive and its box look the same in bytes and not in schemas: the
 * box has a place among the nulls of a record.
 */
final class NumberLeaves {

  private NumberLeaves() {}

  static void addTo(Leaves leaves) {
    both(leaves, boolean.class, Boolean.class, ByteSink::writeBoolean, ByteSource::readBoolean);
    both(
        leaves,
        byte.class,
        Byte.class,
        (sink, value) -> sink.writeByte(value),
        ByteSource::readByte);
    both(
        leaves,
        short.class,
        Short.class,
        (sink, value) -> sink.writeSigned(value),
        ByteSource::readShort);
    both(
        leaves,
        char.class,
        Character.class,
        (sink, value) -> sink.writeUnsigned(value),
        ByteSource::readChar);
    both(
        leaves,
        int.class,
        Integer.class,
        (sink, value) -> sink.writeSigned(value),
        ByteSource::readInt);
    both(leaves, long.class, Long.class, ByteSink::writeSigned, ByteSource::readSigned);
    both(
        leaves,
        float.class,
        Float.class,
        (sink, value) -> sink.writeFixedInt(Float.floatToRawIntBits(value)),
        source -> Float.intBitsToFloat(source.readFixedInt()));
    both(
        leaves,
        double.class,
        Double.class,
        (sink, value) -> sink.writeFixedLong(Double.doubleToRawLongBits(value)),
        source -> Double.longBitsToDouble(source.readFixedLong()));
    leaves
        .add(BigInteger.class, NumberLeaves::writeInteger, NumberLeaves::readInteger)
        .add(BigDecimal.class, NumberLeaves::writeDecimal, NumberLeaves::readDecimal)
        .add(OptionalInt.class, NumberLeaves::writeOptionalInt, NumberLeaves::readOptionalInt)
        .add(OptionalLong.class, NumberLeaves::writeOptionalLong, NumberLeaves::readOptionalLong)
        .add(
            OptionalDouble.class,
            NumberLeaves::writeOptionalDouble,
            NumberLeaves::readOptionalDouble);
  }

  private static <T> void both(
      Leaves leaves,
      Class<T> primitive,
      Class<T> box,
      BiConsumer<ByteSink, T> writer,
      Function<ByteSource, T> reader) {
    leaves.add(primitive, writer, reader).add(box, writer, reader);
  }

  private static void writeInteger(ByteSink sink, BigInteger value) {
    sink.writeSized(value.toByteArray());
  }

  private static BigInteger readInteger(ByteSource source) {
    return new BigInteger(source.readSized());
  }

  private static void writeDecimal(ByteSink sink, BigDecimal value) {
    sink.writeSigned(value.scale());
    writeInteger(sink, value.unscaledValue());
  }

  private static BigDecimal readDecimal(ByteSource source) {
    int scale = source.readInt();
    return new BigDecimal(readInteger(source), scale);
  }

  private static void writeOptionalInt(ByteSink sink, OptionalInt value) {
    sink.writeBoolean(value.isPresent());
    value.ifPresent(sink::writeSigned);
  }

  private static OptionalInt readOptionalInt(ByteSource source) {
    return source.readBoolean() ? OptionalInt.of(source.readInt()) : OptionalInt.empty();
  }

  private static void writeOptionalLong(ByteSink sink, OptionalLong value) {
    sink.writeBoolean(value.isPresent());
    value.ifPresent(sink::writeSigned);
  }

  private static OptionalLong readOptionalLong(ByteSource source) {
    return source.readBoolean() ? OptionalLong.of(source.readSigned()) : OptionalLong.empty();
  }

  private static void writeOptionalDouble(ByteSink sink, OptionalDouble value) {
    sink.writeBoolean(value.isPresent());
    value.ifPresent(number -> sink.writeFixedLong(Double.doubleToRawLongBits(number)));
  }

  private static OptionalDouble readOptionalDouble(ByteSource source) {
    return source.readBoolean()
        ? OptionalDouble.of(Double.longBitsToDouble(source.readFixedLong()))
        : OptionalDouble.empty();
  }
}
