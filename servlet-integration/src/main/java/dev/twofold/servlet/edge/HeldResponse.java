package dev.twofold.servlet.edge;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * A response that is not sent before it is known what it was made of, because headers cannot follow
 * a body. What is written waits in the container's own buffer, made as large as the limit; a flush,
 * or the close that a forward ends with, has to wait too. A buffer of our own would lose its bytes
 * where a container takes no more once a forward is over. Does nothing before it is told to
 * {@linkplain #hold hold} it.
 */
final class HeldResponse extends HttpServletResponseWrapper {

  private enum State {
    /** Nobody wants it to be held. */
    OPEN,
    HOLDING,
    /** It was held, and goes on. */
    RELEASED,
    /** Complete: whatever is written from now on is left out, as after a forward. */
    ENDED
  }

  private final int limit;
  private volatile State state = State.OPEN;
  private @Nullable HeldStream stream;
  private @Nullable HeldWriter writer;
  private long declaredLength = -1;
  private boolean flushed;

  /**
   * @param limit how many bytes are held
   */
  HeldResponse(HttpServletResponse response, int limit) {
    super(response);
    this.limit = limit;
  }

  /** Has what is written wait from now on, as far as it has room. */
  void hold() {
    if (state != State.OPEN) {
      return;
    }
    state = State.HOLDING;
    try {
      setBufferSize(Math.max(limit, getBufferSize()));
    } catch (IllegalStateException e) {
      // Something was written: what follows has the room that there is, if it was not sent.
    }
  }

  boolean isHolding() {
    return state == State.HOLDING;
  }

  private boolean passes() {
    return state == State.OPEN || state == State.RELEASED;
  }

  boolean isEnded() {
    return state == State.ENDED;
  }

  /** Remembers that what was written is to be sent. */
  void flushLater() {
    flushed = true;
  }

  /** Holds it no more; it goes on. */
  void release() throws IOException {
    if (state == State.HOLDING) {
      state = State.RELEASED;
      declareLength();
      if (flushed) {
        super.flushBuffer();
      }
    }
  }

  /** Nothing more may be written; the container sends it. */
  void end() {
    state = State.ENDED;
    declareLength();
  }

  private void declareLength() {
    if (declaredLength >= 0) {
      super.setContentLengthLong(declaredLength);
    }
  }

  /** Answers that the client has it already, instead of what was written. */
  void endNotModified() {
    super.resetBuffer();
    setStatus(SC_NOT_MODIFIED);
    state = State.ENDED;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (stream == null) {
      ServletOutputStream container = super.getOutputStream();
      if (passes()) {
        return container;
      }
      stream = new HeldStream(this, container);
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      PrintWriter container = super.getWriter();
      if (passes()) {
        return container;
      }
      writer = new HeldWriter(this, container);
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    if (passes()) {
      super.flushBuffer();
    } else {
      flushLater();
    }
  }

  @Override
  public void reset() {
    super.reset();
    stream = null;
    writer = null;
    declaredLength = -1;
  }

  @Override
  public void setContentLength(int length) {
    setContentLengthLong(length);
  }

  /** Declared when it is sent: the client may have it already and get no body. */
  @Override
  public void setContentLengthLong(long length) {
    if (passes()) {
      super.setContentLengthLong(length);
    } else {
      declaredLength = length;
    }
  }
}
