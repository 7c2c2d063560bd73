package dev.twofold.codec;

import dev.twofold.shape.RecordPart;
import dev.twofold.shape.RecordShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record: one bit for each component that can be null, set if it is, in whole bytes, low bits
 * first; then the components that are not null, in order. A record without components is one zero.
 */
final class RecordEncoding implements Encoding<Object> {

  private final String name;
  private final RecordShape shape;
  private final RecordPart[] parts;
  private final Encoding<Object>[] encodings;
  private final int nullable;

  @SuppressWarnings("unchecked") // the factory pairs encodings with components of their type
  RecordEncoding(String name, RecordShape shape, List<? extends Encoding<?>> encodings) {
    this.name = name;
    this.shape = shape;
    this.parts = shape.parts().toArray(RecordPart[]::new);
    this.encodings = encodings.toArray(Encoding[]::new);
    this.nullable = (int) shape.parts().stream().filter(RecordPart::nullable).count();
  }

  @Override
  public void write(Object value, ByteSink sink) {
    sink.enter();
    @Nullable Object[] values = valuesOf(value);
    writeNulls(values, sink);
    for (int i = 0; i < values.length; i++) {
      Object part = values[i];
      if (part != null) {
        encodings[i].write(part, sink);
      }
    }
    sink.leave();
  }

  private @Nullable Object[] valuesOf(Object value) {
    @Nullable Object[] values = new @Nullable Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = parts[i].valueOf(value);
    }
    return values;
  }

  private void writeNulls(@Nullable Object[] values, ByteSink sink) {
    int bits = 0;
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].nullable()) {
        bits |= (values[i] == null ? 1 : 0) << (count & 7);
        if ((++count & 7) == 0) {
          sink.writeByte(bits);
          bits = 0;
        }
      }
    }
    if ((count & 7) != 0 || parts.length == 0) {
      sink.writeByte(bits);
    }
  }

  @Override
  public Object read(ByteSource source) {
    source.enter();
    @Nullable Object[] values = new @Nullable Object[parts.length];
    byte[] nulls = source.readBytes(bytesOfNulls());
    requireUnusedBitsClear(nulls, source);
    int index = 0;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].nullable()) {
        boolean isNull = (nulls[index >> 3] >> (index & 7) & 1) != 0;
        index++;
        if (isNull) {
          continue;
        }
      }
      values[i] = encodings[i].read(source);
    }
    source.leave();
    return construct(values, source);
  }

  private int bytesOfNulls() {
    return parts.length == 0 ? 1 : (nullable + 7) / 8;
  }

  private void requireUnusedBitsClear(byte[] nulls, ByteSource source) {
    int used = nullable & 7;
    boolean lastByteIsFull = used == 0 && parts.length > 0;
    if (!lastByteIsFull && (nulls[nulls.length - 1] & 0xFF) >> used != 0) {
      throw source.undecodable("nulls of more components than there are");
    }
  }

  private Object construct(@Nullable Object[] values, ByteSource source) {
    try {
      return shape.construct(values);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      throw source.undecodable("a " + name + " that its constructor refuses", e);
    }
  }

  @Override
  public void describe(SchemaText schema) {
    if (schema.begin(this, name)) {
      schema.append("(");
      for (int i = 0; i < parts.length; i++) {
        schema.append(i == 0 ? "" : ",").append(parts[i].name()).append(":").append(encodings[i]);
      }
      schema.append(")");
    }
  }
}
