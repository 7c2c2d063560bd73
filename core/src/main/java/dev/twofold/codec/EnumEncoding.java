package dev.twofold.codec;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Constants of an enum by their position; the schema holds their names. */
final class EnumEncoding implements Encoding<Enum<?>> {

  private final String name;
  private final Enum<?>[] constants;

  EnumEncoding(String name, Class<? extends Enum<?>> type) {
    this.name = name;
    this.constants = type.getEnumConstants();
  }

  @Override
  @SuppressWarnings("EnumOrdinal") // the schema changes with the order of the constants
  public void write(Enum<?> value, ByteSink sink) {
    sink.writeUnsigned(value.ordinal());
  }

  @Override
  public Enum<?> read(ByteSource source) {
    return constants[source.readIndex(constants.length, "constant")];
  }

  @Override
  public void describe(SchemaText schema) {
    schema.append(
        Stream.of(constants).map(Enum::name).collect(Collectors.joining("|", name + "{", "}")));
  }
}
