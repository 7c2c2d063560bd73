package dev.twofold.codec;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The value types of {@code java.time}. Seconds and nanoseconds apart: most times are whole
 * seconds.
 */
final class TimeLeaves {

  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private TimeLeaves() {}

  static void addTo(Leaves leaves) {
    leaves
        .add(Instant.class, TimeLeaves::writeInstant, TimeLeaves::readInstant)
        .add(Duration.class, TimeLeaves::writeDuration, TimeLeaves::readDuration)
        .add(LocalDate.class, TimeLeaves::writeDate, TimeLeaves::readDate)
        .add(LocalTime.class, TimeLeaves::writeTime, TimeLeaves::readTime)
        .add(LocalDateTime.class, TimeLeaves::writeDateTime, TimeLeaves::readDateTime)
        .add(ZoneOffset.class, TimeLeaves::writeOffset, TimeLeaves::readOffset)
        .add(ZoneId.class, TimeLeaves::writeZone, TimeLeaves::readZone)
        .add(OffsetTime.class, TimeLeaves::writeOffsetTime, TimeLeaves::readOffsetTime)
        .add(OffsetDateTime.class, TimeLeaves::writeOffsetDateTime, TimeLeaves::readOffsetDateTime)
        .add(ZonedDateTime.class, TimeLeaves::writeZonedDateTime, TimeLeaves::readZonedDateTime)
        .add(
            Year.class,
            (sink, value) -> sink.writeSigned(value.getValue()),
            source -> Year.of(source.readInt()))
        .add(YearMonth.class, TimeLeaves::writeYearMonth, TimeLeaves::readYearMonth)
        .add(MonthDay.class, TimeLeaves::writeMonthDay, TimeLeaves::readMonthDay)
        .add(Period.class, TimeLeaves::writePeriod, TimeLeaves::readPeriod);
  }

  private static void writeInstant(ByteSink sink, Instant value) {
    sink.writeSigned(value.getEpochSecond());
    sink.writeUnsigned(value.getNano());
  }

  private static Instant readInstant(ByteSource source) {
    long seconds = source.readSigned();
    return Instant.ofEpochSecond(seconds, readNanos(source));
  }

  private static void writeDuration(ByteSink sink, Duration value) {
    sink.writeSigned(value.getSeconds());
    sink.writeUnsigned(value.getNano());
  }

  private static Duration readDuration(ByteSource source) {
    long seconds = source.readSigned();
    return Duration.ofSeconds(seconds, readNanos(source));
  }

  private static int readNanos(ByteSource source) {
    return source.readIndex(NANOS_PER_SECOND, "nanosecond");
  }

  private static void writeDate(ByteSink sink, LocalDate value) {
    sink.writeSigned(value.toEpochDay());
  }

  private static LocalDate readDate(ByteSource source) {
    return LocalDate.ofEpochDay(source.readSigned());
  }

  private static void writeTime(ByteSink sink, LocalTime value) {
    long nanos = value.toNanoOfDay();
    sink.writeUnsigned(nanos / NANOS_PER_SECOND);
    sink.writeUnsigned(nanos % NANOS_PER_SECOND);
  }

  private static LocalTime readTime(ByteSource source) {
    long seconds = source.readUnsigned();
    return LocalTime.ofSecondOfDay(seconds).withNano(readNanos(source));
  }

  private static void writeDateTime(ByteSink sink, LocalDateTime value) {
    writeDate(sink, value.toLocalDate());
    writeTime(sink, value.toLocalTime());
  }

  private static LocalDateTime readDateTime(ByteSource source) {
    LocalDate date = readDate(source);
    return LocalDateTime.of(date, readTime(source));
  }

  private static void writeOffset(ByteSink sink, ZoneOffset value) {
    sink.writeSigned(value.getTotalSeconds());
  }

  private static ZoneOffset readOffset(ByteSource source) {
    return ZoneOffset.ofTotalSeconds(source.readInt());
  }

  private static void writeZone(ByteSink sink, ZoneId value) {
    StringLayout.write(sink, value.getId());
  }

  private static ZoneId readZone(ByteSource source) {
    return ZoneId.of(StringLayout.read(source));
  }

  private static void writeOffsetTime(ByteSink sink, OffsetTime value) {
    writeTime(sink, value.toLocalTime());
    writeOffset(sink, value.getOffset());
  }

  private static OffsetTime readOffsetTime(ByteSource source) {
    LocalTime time = readTime(source);
    return OffsetTime.of(time, readOffset(source));
  }

  private static void writeOffsetDateTime(ByteSink sink, OffsetDateTime value) {
    writeDateTime(sink, value.toLocalDateTime());
    writeOffset(sink, value.getOffset());
  }

  private static OffsetDateTime readOffsetDateTime(ByteSource source) {
    LocalDateTime dateTime = readDateTime(source);
    return OffsetDateTime.of(dateTime, readOffset(source));
  }

  private static void writeZonedDateTime(ByteSink sink, ZonedDateTime value) {
    writeDateTime(sink, value.toLocalDateTime());
    writeOffset(sink, value.getOffset());
    writeZone(sink, value.getZone());
  }

  /** Keeps the instant where the zone's rules on this node differ from those of the writer. */
  private static ZonedDateTime readZonedDateTime(ByteSource source) {
    LocalDateTime dateTime = readDateTime(source);
    ZoneOffset offset = readOffset(source);
    return ZonedDateTime.ofInstant(dateTime, offset, readZone(source));
  }

  private static void writeYearMonth(ByteSink sink, YearMonth value) {
    sink.writeSigned(value.getYear());
    sink.writeByte(value.getMonthValue());
  }

  private static YearMonth readYearMonth(ByteSource source) {
    int year = source.readInt();
    return YearMonth.of(year, source.readByte());
  }

  private static void writeMonthDay(ByteSink sink, MonthDay value) {
    sink.writeByte(value.getMonthValue());
    sink.writeByte(value.getDayOfMonth());
  }

  private static MonthDay readMonthDay(ByteSource source) {
    int month = source.readByte();
    return MonthDay.of(month, source.readByte());
  }

  private static void writePeriod(ByteSink sink, Period value) {
    sink.writeSigned(value.getYears());
    sink.writeSigned(value.getMonths());
    sink.writeSigned(value.getDays());
  }

  private static Period readPeriod(ByteSource source) {
    int years = source.readInt();
    int months = source.readInt();
    return Period.of(years, months, source.readInt());
  }
}
