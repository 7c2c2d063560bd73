package dev.twofold.internal.computation;

import dev.twofold.codec.ValueCodec;
import dev.twofold.error.UndecodableException;
import java.util.Arrays;

/** Results as the bytes of their values after one that says whether they stand for failures. */
record ResultCodec<V>(ValueCodec<V> values) implements ValueCodec<Result<V>> {

  @Override
  public byte[] encode(Result<V> result) {
    byte[] value = values.encode(result.value());
    byte[] bytes = new byte[value.length + 1];
    bytes[0] = (byte) (result.isBrief() ? 1 : 0);
    System.arraycopy(value, 0, bytes, 1, value.length);
    return bytes;
  }

  @Override
  public Result<V> decode(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] >> 1 != 0) {
      throw new UndecodableException("no result: it does not begin with 0 or 1", null);
    }
    return new Result<>(values.decode(Arrays.copyOfRange(bytes, 1, bytes.length)), bytes[0] == 1);
  }

  @Override
  public String schema() {
    return "result of " + values.schema();
  }
}
