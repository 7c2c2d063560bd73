package dev.twofold.redisson;

import dev.twofold.tier.Token;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Tokens of this node, none of them twice. Thread-safe. */
final class Tokens {

  /** The bytes of a token. */
  static final int LENGTH = 2 * Long.BYTES;

  private final long node = new SecureRandom().nextLong();
  private final AtomicLong numbers = new AtomicLong();

  Token next() {
    return new Token(node, numbers.incrementAndGet());
  }

  /** The name of this node, as scripts tell it to others. */
  String node() {
    return HexFormat.of().toHexDigits(node);
  }

  static byte[] toBytes(Token token) {
    return ByteBuffer.allocate(LENGTH).putLong(token.node()).putLong(token.number()).array();
  }
}
