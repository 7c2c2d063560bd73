package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One execution of a script in a partition: what it is given. Made by one thread. */
final class Command {

  private static final byte[] YES = {'1'};
  private static final byte[] NO = {'0'};

  private final Script script;
  private final int partition;
  private final List<String> keys = new ArrayList<>();
  private final List<byte[]> arguments = new ArrayList<>();

  Command(Script script, int partition) {
    this.script = script;
    this.partition = partition;
  }

  Script script() {
    return script;
  }

  int partition() {
    return partition;
  }

  /** The keys after that of the control record. */
  List<String> keys() {
    return keys;
  }

  /** The arguments after those that all scripts have. */
  List<byte[]> arguments() {
    return arguments;
  }

  Command key(String key) {
    keys.add(key);
    return this;
  }

  Command add(byte[] argument) {
    arguments.add(argument);
    return this;
  }

  Command add(String argument) {
    return add(argument.getBytes(UTF_8));
  }

  Command add(long argument) {
    return add(Long.toString(argument));
  }

  Command add(boolean argument) {
    return add(argument ? YES : NO);
  }

  Command add(Duration argument) {
    return add(WholeMillis.of(argument));
  }

  Command add(Token token) {
    return add(Tokens.toBytes(token));
  }

  /** Describes a group of which so many entries follow. */
  Command add(EntryGroup group, int size) {
    return add(group.base())
        .add(group.loader())
        .add(group.variant())
        .add(group.region().name())
        .add(WholeMillis.orNone(group.region().holdOff()))
        .add(group.region().isStrict() || !group.region().holdOff().isZero())
        .add(fingerprint(group))
        .add(size);
  }

  private static byte[] fingerprint(EntryGroup group) {
    return ByteBuffer.allocate(Long.BYTES).putLong(group.fingerprint()).array();
  }
}
