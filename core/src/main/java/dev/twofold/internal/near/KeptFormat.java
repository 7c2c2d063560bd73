package dev.twofold.internal.near;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.internal.near.KeptState.KeptRegion;
import dev.twofold.internal.near.KeptState.Run;
import dev.twofold.tier.FillRight.Moment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a run leaves to the next, and reads it. */
final class KeptFormat {

  private static final int VERSION = 1;

  private KeptFormat() {}

  static byte[] encode(KeptState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      write(out, state.application());
      out.writeInt(state.moments().size());
      for (Moment moment : state.moments()) {
        write(out, moment.epoch());
        out.writeLong(moment.sequence());
      }
      out.writeInt(state.runs().size());
      for (Run run : state.runs()) {
        out.writeLong(run.firstVintage());
        out.writeLong(run.serverOffset());
      }
      write(out, state.marks());
      out.writeInt(state.regions().size());
      for (Map.Entry<String, KeptRegion> each : state.regions().entrySet()) {
        write(out, each.getKey());
        write(out, each.getValue());
      }
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Vintages.Marks marks) throws IOException {
    out.writeLong(marks.count());
    out.writeLong(marks.everything());
    write(out, marks.loaders());
    write(out, marks.tags());
    out.writeInt(marks.partitions().size());
    for (long mark : marks.partitions()) {
      out.writeLong(mark);
    }
  }

  private static void write(DataOutputStream out, KeptRegion region) throws IOException {
    write(out, region.policy());
    out.writeLong(region.everything());
    long[] marks = region.marks();
    out.writeInt(marks.length);
    out.writeInt((int) Arrays.stream(marks).filter(mark -> mark != 0).count());
    for (int place = 0; place < marks.length; place++) {
      if (marks[place] != 0) {
        out.writeInt(place);
        out.writeLong(marks[place]);
      }
    }
  }

  private static void write(DataOutputStream out, Map<String, Long> marks) throws IOException {
    out.writeInt(marks.size());
    for (Map.Entry<String, Long> mark : marks.entrySet()) {
      write(out, mark.getKey());
      out.writeLong(mark.getValue());
    }
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Null: it is of another version. The tier answers for the bytes being those that it was given.
   */
  static @Nullable KeptState decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != VERSION) {
        return null;
      }
      String application = readText(in);
      List<Moment> moments = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        moments.add(new Moment(readText(in), in.readLong()));
      }
      List<Run> runs = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        runs.add(new Run(in.readLong(), in.readLong()));
      }
      Vintages.Marks marks = readMarks(in);
      Map<String, KeptRegion> regions = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        regions.put(readText(in), readRegion(in));
      }
      return new KeptState(application, moments, runs, marks, regions);
    } catch (IOException cutShort) {
      return null;
    }
  }

  private static Vintages.Marks readMarks(DataInputStream in) throws IOException {
    long count = in.readLong();
    long everything = in.readLong();
    Map<String, Long> loaders = readNames(in);
    Map<String, Long> tags = readNames(in);
    List<Long> partitions = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      partitions.add(in.readLong());
    }
    return new Vintages.Marks(count, everything, loaders, tags, partitions);
  }

  private static KeptRegion readRegion(DataInputStream in) throws IOException {
    String policy = readText(in);
    long everything = in.readLong();
    long[] marks = new long[in.readInt()];
    for (int left = in.readInt(); left > 0; left--) {
      marks[in.readInt()] = in.readLong();
    }
    return new KeptRegion(policy, everything, marks);
  }

  private static Map<String, Long> readNames(DataInputStream in) throws IOException {
    Map<String, Long> marks = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      marks.put(readText(in), in.readLong());
    }
    return marks;
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("cut short");
    }
    return new String(in.readNBytes(length), UTF_8);
  }
}
