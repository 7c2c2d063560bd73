package dev.twofold.compression;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.region.CompressionCodec;
import dev.twofold.region.CompressionPolicy;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;

/**
 * Measures what compression saves and costs by the size of values: objects in JSON, whose words are
 * as often as words are (the k-th of 2,000 as often as 1 in k).
 */
public final class CompressionCost {

  private static final int[] SIZES = {256, 512, 1_024, 2_048, 4_096, 16_384, 65_536};
  private static final int WORDS = 2_000;
  private static final int VALUES = 200;
  private static final int BLOCKS = 15;
  private static final long BYTES_OF_A_BLOCK = 8 << 20;

  private final Random random = new Random(1);
  private final List<String> words = new ArrayList<>();
  private long used;

  private CompressionCost() {
    for (int i = 0; i < WORDS; i++) {
      StringBuilder word = new StringBuilder();
      for (int length = 2 + random.nextInt(8); length > 0; length--) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      words.add(word.toString());
    }
  }

  /** Prints a table in Markdown. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    out.println("| bytes | codec | bytes kept | compress, us | decompress, us |");
    out.println("|---|---|---|---|---|");
    CompressionCost cost = new CompressionCost();
    for (int size : SIZES) {
      List<byte[]> values = cost.values(size);
      for (CompressionCodec codec : List.of(CompressionCodec.LZ4, CompressionCodec.ZSTD)) {
        out.println(cost.row(size, codec, values));
      }
    }
    out.println();
    out.println("(" + cost.used + " bytes were used, so that nothing is left out)");
  }

  private List<byte[]> values(int size) {
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < VALUES; i++) {
      values.add(Arrays.copyOf(json(size).getBytes(UTF_8), size));
    }
    return values;
  }

  private String json(int size) {
    StringBuilder text = new StringBuilder("[");
    while (text.length() < size) {
      text.append("{\"id\":").append(random.nextInt(1_000_000));
      text.append(",\"author\":\"").append(word()).append("\",\"text\":\"");
      for (int i = 10 + random.nextInt(30); i > 0; i--) {
        text.append(word()).append(' ');
      }
      text.append("\",\"score\":").append(random.nextInt(500)).append("},");
    }
    return text.toString();
  }

  private String word() {
    return words.get((int) Math.pow(WORDS, random.nextDouble()) - 1);
  }

  private String row(int size, CompressionCodec codec, List<byte[]> values) {
    PayloadFormat format = PayloadFormat.of("measured", new CompressionPolicy(codec, 64), 1 << 20);
    CountingMeter meter = new CountingMeter();
    List<byte[]> packed = values.stream().map(value -> format.pack(value, meter)).toList();
    double kept = packed.stream().mapToInt(bytes -> bytes.length).average().orElseThrow();
    double compress = micros(size, values, value -> format.pack(value, meter).length);
    double decompress = micros(size, packed, bytes -> format.unpack(bytes, meter).length);
    return "| %,d | %s | %,.0f (%.0f %%) | %.1f | %.1f |"
        .formatted(size, codec, kept, 100 * kept / size, compress, decompress);
  }

  /** The median of blocks, the first of which warm up. */
  private double micros(int size, List<byte[]> arrays, ToLongFunction<byte[]> work) {
    long rounds = Math.max(1, BYTES_OF_A_BLOCK / ((long) size * VALUES));
    double[] times = new double[BLOCKS];
    for (int block = 0; block < 2 * BLOCKS; block++) {
      long start = System.nanoTime();
      for (long round = 0; round < rounds; round++) {
        for (byte[] array : arrays) {
          used += work.applyAsLong(array);
        }
      }
      times[block % BLOCKS] = (System.nanoTime() - start) / 1e3 / rounds / VALUES;
    }
    Arrays.sort(times);
    return times[BLOCKS / 2];
  }
}
