package dev.twofold.ehcache;

import dev.twofold.tier.near.NearEntry;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.ehcache.spi.serialization.Serializer;
import org.ehcache.spi.serialization.SerializerException;

/**
 * Writes entries that outlive the process behind a checksum: the machine may have stopped before
 * all pages of a file were on its disk. Thread-safe.
 */
final class ChecksumSerializer implements Serializer<NearEntry> {

  private final NearEntrySerializer entries = new NearEntrySerializer();

  @Override
  public ByteBuffer serialize(NearEntry entry) {
    ByteBuffer content = entries.serialize(entry);
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + content.remaining());
    return bytes.putInt(checksum(content)).put(content).flip();
  }

  @Override
  public NearEntry read(ByteBuffer bytes) {
    int written = bytes.getInt();
    if (written != checksum(bytes)) {
      throw new SerializerException("an entry on disk is not what was written");
    }
    return entries.read(bytes);
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes.duplicate());
    return (int) sum.getValue();
  }

  /** Exact, but for tags in another order. Nothing here asks: no operation compares values. */
  @Override
  public boolean equals(NearEntry entry, ByteBuffer bytes) {
    return serialize(entry).equals(bytes);
  }
}
