package dev.twofold.ehcache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.tier.near.NearEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ehcache.spi.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes encoded entries as bytes: vintage, deadline, mark, partition, number of tags, each tag
 * with its length, and what is left is the payload behind a byte that says whether there is one.
 * Only this process reads them again, so the form has no version. Thread-safe.
 */
final class NearEntrySerializer implements Serializer<NearEntry> {

  private static final int FIXED_BYTES = 2 * Long.BYTES + 3 * Integer.BYTES + Byte.BYTES;
  private static final byte ABSENT = 0;
  private static final byte PRESENT = 1;

  @Override
  public ByteBuffer serialize(NearEntry entry) {
    byte[] payload = entry.payload();
    List<byte[]> tags = new ArrayList<>(entry.tags().size());
    int length = FIXED_BYTES + (payload == null ? 0 : payload.length);
    for (String tag : entry.tags()) {
      byte[] text = tag.getBytes(UTF_8);
      tags.add(text);
      length += Integer.BYTES + text.length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    bytes.putLong(entry.vintage()).putLong(entry.deadline());
    bytes.putInt(entry.mark()).putInt(entry.partition()).putInt(tags.size());
    for (byte[] tag : tags) {
      bytes.putInt(tag.length).put(tag);
    }
    if (payload == null) {
      bytes.put(ABSENT);
    } else {
      bytes.put(PRESENT).put(payload);
    }
    return bytes.flip();
  }

  @Override
  public NearEntry read(ByteBuffer bytes) {
    long vintage = bytes.getLong();
    long deadline = bytes.getLong();
    int mark = bytes.getInt();
    int partition = bytes.getInt();
    String[] tags = new String[bytes.getInt()];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = new String(read(bytes, bytes.getInt()), UTF_8);
    }
    byte @Nullable [] payload = bytes.get() == ABSENT ? null : read(bytes, bytes.remaining());
    return new NearEntry(null, payload, vintage, deadline, mark, partition, Set.of(tags));
  }

  private static byte[] read(ByteBuffer bytes, int length) {
    byte[] read = new byte[length];
    bytes.get(read);
    return read;
  }

  /** Exact, but for tags in another order. Nothing here asks: no operation compares values. */
  @Override
  public boolean equals(NearEntry entry, ByteBuffer bytes) {
    return serialize(entry).equals(bytes);
  }
}
