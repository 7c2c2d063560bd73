package dev.twofold.internal.scope;

import static dev.twofold.internal.store.Absent.ABSENT;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.tier.TierKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes one digest of entries and their values, whatever their order. Of the values and not of the
 * marks that tiers give to entries: so it says what a request was answered, not what a tier has by
 * now, and entries that were filled anew with the same value keep it. Used by one thread.
 */
final class EntryDigests {

  private static final byte VALUE = 'V';
  private static final byte KNOWN_ABSENT = 'N';

  private final List<byte[]> entries = new ArrayList<>();
  private final MessageDigest digest = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Adds the entry of a key.
   *
   * @return false if there is none, or its value has no encoded form
   */
  <K, C, V> boolean add(LoaderStore<K, C, V> store, TierFormat<K, C> format, K key) {
    TierKey name = store.tierKey(key);
    Object known = store.peek(key);
    if (name == null || known == null) {
      return false;
    }
    if (known == ABSENT) {
      add(name, KNOWN_ABSENT, new byte[0]);
      return true;
    }
    V value = store.asValue(known);
    C cached = value == null ? null : store.loader().requestForm().cachedOf(value);
    byte[] payload = cached == null ? null : format.encode(cached);
    if (payload == null) {
      return false;
    }
    add(name, VALUE, payload);
    return true;
  }

  private void add(TierKey name, byte kind, byte[] payload) {
    byte[] text = name.text().getBytes(UTF_8);
    // With its length, so that no key can imitate another one and its value.
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
    digest.update(text);
    digest.update(kind);
    entries.add(digest.digest(payload));
  }

  /** The digest of all. */
  String all() {
    entries.sort(Arrays::compareUnsigned);
    entries.forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }
}
