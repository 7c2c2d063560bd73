package dev.twofold.checker;

import dev.twofold.checker.history.Event;
import dev.twofold.checker.history.Event.Done;
import dev.twofold.checker.history.EventStream;
import dev.twofold.checker.history.History;
import dev.twofold.checker.node.Command;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A connected node process, as the checker sees it. Thread-safe. */
@SuppressWarnings("EnumOrdinal") // both processes have the same classes
final class NodeHandle {

  private static final int BUFFER = 1 << 16;
  private static final int DONE_SECONDS = 300;

  private final int number;
  private final Process process;
  private final Socket socket;
  private final OutputStream commands;
  private final Semaphore done = new Semaphore(0);
  private final Thread listener;

  /** Begins to listen to a node that has connected. */
  NodeHandle(int number, Process process, Socket socket, History history) throws IOException {
    this.number = number;
    this.process = process;
    this.socket = socket;
    commands = socket.getOutputStream();
    listener = new Thread(() -> listen(history), "node-" + number);
    listener.setDaemon(true);
    listener.start();
  }

  int number() {
    return number;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void tell(Command command) {
    try {
      commands.write(command.ordinal());
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("node " + number + " cannot be told " + command, e);
    }
  }

  /** Waits until the node has done what it was told. */
  void awaitDone() throws InterruptedException {
    if (!done.tryAcquire(DONE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "node %d was not done after %d s".formatted(number, DONE_SECONDS));
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Waits until the process has ended and everything that it told has been heard. */
  void awaitDeath() throws InterruptedException {
    process.waitFor();
    listener.join();
  }

  private void listen(History history) {
    try (socket;
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER))) {
      while (true) {
        Event event = EventStream.read(in);
        history.tell(number, event);
        if (event instanceof Done) {
          done.release();
        }
      }
    } catch (IOException e) {
      // The node has gone; what it was telling when it died does not count.
    }
  }
}
