package dev.twofold.ehcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a tier, which one tier has at a time, and what is left in it for the next. What
 * was left is deleted before it is used: a process that dies leaves nothing. Used by one thread.
 */
final class DiskDirectory implements AutoCloseable {

  private static final int VERSION = 1;
  private static final String LOCK = "twofold.lock";
  private static final String LEFT = "twofold.left";

  private final Path path;
  private final FileChannel lockFile;

  private DiskDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Takes a directory, and makes it if it is not there.
   *
   * @throws IOException if it cannot be had
   */
  static DiskDirectory take(Path path) throws IOException {
    Files.createDirectories(path);
    FileChannel file = FileChannel.open(path.resolve(LOCK), CREATE, WRITE);
    try {
      if (lock(file) != null) {
        return new DiskDirectory(path, file);
      }
    } catch (IOException e) {
      file.close();
      throw e;
    }
    file.close();
    throw new IOException("another tier uses it");
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException ofThisProcess) {
      return null;
    }
  }

  /** Where the caches have their files. */
  Path files() {
    return path.resolve("ehcache");
  }

  /**
   * What was left here, of which then only the files are there; null if there is nothing, or
   * nothing whole, and no file is there either.
   *
   * @throws IOException if it cannot be read or deleted
   */
  @Nullable Remainder takeLeft() throws IOException {
    Path file = path.resolve(LEFT);
    Remainder left = null;
    if (Files.exists(file)) {
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      force(path);
      left = read(bytes);
    }
    if (left == null) {
      deleteFiles();
    }
    return left;
  }

  private void deleteFiles() throws IOException {
    if (!Files.exists(files())) {
      return;
    }
    List<Path> found;
    try (Stream<Path> walk = Files.walk(files())) {
      found = walk.sorted(Comparator.reverseOrder()).toList(); // what is in a directory, first
    }
    for (Path each : found) {
      Files.delete(each);
    }
  }

  private static @Nullable Remainder read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != VERSION || in.readLong() != checksum(bytes)) {
        return null;
      }
      Map<String, Long> caches = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        byte[] name = in.readNBytes(in.readInt());
        caches.put(new String(name, UTF_8), in.readLong());
      }
      return new Remainder(caches, in.readAllBytes());
    } catch (IOException cutShort) {
      return null;
    }
  }

  /** Of what comes behind the checksum itself. */
  private static long checksum(byte[] bytes) {
    int start = Integer.BYTES + Long.BYTES;
    CRC32C sum = new CRC32C();
    sum.update(bytes, start, bytes.length - start);
    return sum.getValue();
  }

  /**
   * Leaves something, all of it or nothing.
   *
   * @throws IOException if it cannot be written
   */
  void leave(Remainder left) throws IOException {
    Path draft = path.resolve(LEFT + ".draft");
    Files.write(draft, write(left), CREATE, WRITE, TRUNCATE_EXISTING, SYNC);
    Files.move(draft, path.resolve(LEFT), ATOMIC_MOVE, REPLACE_EXISTING);
    force(path);
  }

  /** What was deleted or moved in a directory may come back with the power otherwise. */
  private static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system opens directories; those that do not have the names of files in a journal.
    }
  }

  private static byte[] write(Remainder left) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(content)) {
      out.writeInt(left.caches().size());
      for (Map.Entry<String, Long> cache : left.caches().entrySet()) {
        byte[] name = cache.getKey().getBytes(UTF_8);
        out.writeInt(name.length);
        out.write(name);
        out.writeLong(cache.getValue());
      }
      out.write(left.note());
    }
    CRC32C sum = new CRC32C();
    sum.update(content.toByteArray());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeLong(sum.getValue());
      content.writeTo(out);
    }
    return bytes.toByteArray();
  }

  /** Lets another tier have the directory. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
