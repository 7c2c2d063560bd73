package dev.twofold.write;

import java.time.Instant;

/**
 * A write that the database did not take, or an entry that could not be read. Key and value are
 * shown as text, bounded; neither they nor the cause belong in a log.
 *
 * @param id names it in its partition
 * @param partition the number of the partition
 * @param key the key; empty if the entry could not be read
 * @param value the value, coalesced; its bytes in hexadecimal digits if the entry could not be read
 * @param cause the class and the message of what was thrown last
 * @param place the queue, the partition and the entries it is made of
 * @param writes how many entries it is made of
 * @param time since when it is dead, by the clock of the server
 */
public record DeadLetter(
    EntryId id,
    int partition,
    String key,
    String value,
    String cause,
    String place,
    long writes,
    Instant time) {}
