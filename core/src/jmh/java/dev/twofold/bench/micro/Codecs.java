package dev.twofold.bench.micro;

import dev.twofold.bench.report.About;
import dev.twofold.codec.ValueCodec;
import dev.twofold.key.KeyFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What shared tiers keep: keys as text, values as bytes. */
@About("One key to text, one value to bytes and back.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class Codecs {

  /** A key of two parts. */
  public record Seat(String hall, int number) {}

  private final KeyFormat<Long> longs = KeyFormat.of(Long.class);
  private final KeyFormat<UUID> uuids = KeyFormat.of(UUID.class);
  private final KeyFormat<Seat> seats = KeyFormat.of(Seat.class);
  private final Long number = 123_456_789L;
  private final UUID uuid = new UUID(0x0123_4567_89AB_CDEFL, 0x89AB_CDEF_0123_4567L);
  private final Seat seat = new Seat("main hall", 4_711);

  private final ValueCodec<Person> people = ValueCodec.of(Person.class);
  private final Person person = Person.of(123_456);
  private final byte[] personBytes = people.encode(person);
  private final ValueCodec<List<Long>> lists = ValueCodec.ofList(Long.class);
  private final List<Long> ids = Population.of(20).keys();
  private final byte[] listBytes = lists.encode(ids);

  @Benchmark
  public String keyOfLong() {
    return longs.toText(number);
  }

  @Benchmark
  public String keyOfUuid() {
    return uuids.toText(uuid);
  }

  @Benchmark
  public String keyOfRecord() {
    return seats.toText(seat);
  }

  @About("a record of five components")
  @Benchmark
  public byte[] encodeRecord() {
    return people.encode(person);
  }

  @Benchmark
  public Person decodeRecord() {
    return people.decode(personBytes);
  }

  @About("20 ids")
  @Benchmark
  public byte[] encodeIds() {
    return lists.encode(ids);
  }

  @Benchmark
  public List<Long> decodeIds() {
    return lists.decode(listBytes);
  }
}
