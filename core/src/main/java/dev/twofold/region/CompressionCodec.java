package dev.twofold.region;

/** How large values are compressed. */
public enum CompressionCodec {

  /** Not at all. What other nodes have compressed is read all the same. */
  NONE,

  /** Quickly. */
  LZ4,

  /** Smaller than {@link #LZ4}, and several times as dear. */
  ZSTD
}
