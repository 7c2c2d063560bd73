package dev.twofold.bench.micro;

import java.time.Instant;

/** A row as pages show it: a number of fields of the usual types. */
public record Person(long id, String name, String about, int karma, Instant joined) {

  static Person of(long id) {
    return new Person(
        id,
        "person " + id,
        "Somebody with so much to say that it takes a line.",
        (int) id % 1_000,
        Instant.ofEpochSecond(1_700_000_000L + id));
  }
}
