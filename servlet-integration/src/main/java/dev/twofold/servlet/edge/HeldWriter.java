package dev.twofold.servlet.edge;

import java.io.PrintWriter;

/** Writes into the buffer of the container, and has it sent only once its response is. */
final class HeldWriter extends PrintWriter {

  private final HeldResponse response;
  private final PrintWriter container;

  HeldWriter(HeldResponse response, PrintWriter container) {
    super(container);
    this.response = response;
    this.container = container;
  }

  @Override
  public void write(int character) {
    if (!response.isEnded()) {
      container.write(character);
    }
  }

  @Override
  public void write(char[] characters, int offset, int length) {
    if (!response.isEnded()) {
      container.write(characters, offset, length);
    }
  }

  @Override
  public void write(String text, int offset, int length) {
    if (!response.isEnded()) {
      container.write(text, offset, length);
    }
  }

  @Override
  public void println() {
    write(System.lineSeparator());
  }

  @Override
  public boolean checkError() {
    return container.checkError();
  }

  @Override
  public void flush() {
    if (response.isHolding()) {
      response.flushLater();
    } else {
      container.flush();
    }
  }

  @Override
  public void close() {
    if (!response.isHolding()) {
      container.close();
    }
  }
}
