package dev.twofold.redisson;

import dev.twofold.invalidation.StaleKey;
import dev.twofold.tier.TierKey;

/**
 * Where things stand in Redis. One server keeps everything in one partition under the plain names.
 * In a cluster each name begins with a hash tag, so that a script may touch an entry together with
 * the control record of its partition.
 *
 * @param application whose entries they are
 * @param partitions how many there are
 */
record Layout(String application, int partitions) {

  private static final int PARTITIONS_OF_CLUSTER = 64;

  static Layout of(String application, boolean cluster) {
    return new Layout(application, partitions(cluster));
  }

  static int partitions(boolean cluster) {
    return cluster ? PARTITIONS_OF_CLUSTER : 1;
  }

  /** Must not change: nodes of different versions would not meet. */
  static int partition(String loader, String id, int partitions) {
    int hash = 31 * loader.hashCode() + id.hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), partitions);
  }

  int partition(TierKey key) {
    return partition(key.group().loader(), key.id(), partitions);
  }

  int partition(StaleKey key) {
    return partition(key.loader(), key.id(), partitions);
  }

  String entry(int partition, TierKey key) {
    return tagged(partition, key.text());
  }

  String entry(int partition, StaleKey key, String variant) {
    return tagged(partition, key.loader() + variant + ":" + key.id());
  }

  String control(int partition) {
    return tagged(partition, application + ":#control");
  }

  String nodes() {
    return tagged(0, application + ":#nodes");
  }

  /** Of a task or a board: any text. */
  String note(String name) {
    return tagged(partition("#note", name, partitions), application + ":#note:" + name);
  }

  String topic() {
    return application + ":#invalidations";
  }

  /**
   * The pattern of names in Redis.
   *
   * @param everywhere whether in all partitions, or in this one
   * @param pattern of the names of entries
   */
  String search(int partition, boolean everywhere, String pattern) {
    return everywhere && partitions > 1 ? "{p*}" + pattern : tagged(partition, pattern);
  }

  /** The name of an entry by its name in Redis. */
  String untagged(String name) {
    return partitions == 1 ? name : name.substring(name.indexOf('}') + 1);
  }

  private String tagged(int partition, String name) {
    return partitions == 1 ? name : "{p" + partition + "}" + name;
  }
}
