package dev.twofold.servlet.edge;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Writes into the buffer of the container, and has it sent only once its response is. */
final class HeldStream extends ServletOutputStream {

  private final HeldResponse response;
  private final ServletOutputStream container;

  HeldStream(HeldResponse response, ServletOutputStream container) {
    this.response = response;
    this.container = container;
  }

  @Override
  public void write(int oneByte) throws IOException {
    if (!response.isEnded()) {
      container.write(oneByte);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (!response.isEnded()) {
      container.write(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    if (response.isHolding()) {
      response.flushLater();
    } else {
      container.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (!response.isHolding()) {
      container.close();
    }
  }

  @Override
  public boolean isReady() {
    return container.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    container.setWriteListener(listener);
  }
}
