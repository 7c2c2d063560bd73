package dev.twofold.compression;

import dev.twofold.error.UndecodableException;
import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;

/**
 * One way to compress. The tools of the library have buffers and serve one call at a time, so that
 * some are kept for later calls: not one per thread, of which there may be thousands. Thread-safe.
 */
final class BlockCodec {

  private static final int MOST_SPARES = Runtime.getRuntime().availableProcessors();

  private record Tools(Compressor compressor, Decompressor decompressor) {}

  private final String name;
  private final Supplier<Tools> newTools;
  private final Queue<Tools> spares = new ArrayBlockingQueue<>(MOST_SPARES);

  private BlockCodec(String name, Supplier<Tools> newTools) {
    this.name = name;
    this.newTools = newTools;
  }

  static BlockCodec lz4() {
    return new BlockCodec("LZ4", () -> new Tools(new Lz4Compressor(), new Lz4Decompressor()));
  }

  static BlockCodec zstd() {
    return new BlockCodec(
        "Zstandard", () -> new Tools(new ZstdCompressor(), new ZstdDecompressor()));
  }

  private Tools take() {
    Tools spare = spares.poll();
    return spare == null ? newTools.get() : spare;
  }

  /**
   * A value compressed.
   *
   * @param room how many bytes are left free before it
   */
  byte[] compress(byte[] value, int room) {
    Tools tools = take();
    byte[] buffer = new byte[room + tools.compressor().maxCompressedLength(value.length)];
    int length =
        tools.compressor().compress(value, 0, value.length, buffer, room, buffer.length - room);
    spares.offer(tools);
    return Arrays.copyOf(buffer, room + length);
  }

  /**
   * The value that was compressed.
   *
   * @param start where its bytes begin
   * @param size how long it is; nothing more is allocated for it
   * @throws UndecodableException if these are no bytes of a value of this size
   */
  byte[] decompress(byte[] payload, int start, int size) {
    byte[] value = new byte[size];
    int length;
    try {
      Tools tools = take();
      length =
          tools.decompressor().decompress(payload, start, payload.length - start, value, 0, size);
      spares.offer(tools); // not after a failure, of which they may have kept something
    } catch (RuntimeException e) {
      throw new UndecodableException(
          "no %s: %d bytes that should be %d".formatted(name, payload.length - start, size), e);
    }
    if (length != size) {
      throw new UndecodableException(
          "%s of %d bytes, of which a frame says that they are %d".formatted(name, length, size));
    }
    return value;
  }
}
