package dev.twofold.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.jspecify.annotations.Nullable;

/**
 * What the container says about requests that it does not let through to the application: the
 * status, in the format asked for, and nothing about itself. An address that cannot be decoded is
 * refused in HTML: the container has not read by then which format is asked for.
 */
final class ContainerErrors extends ErrorHandler {

  ContainerErrors() {
    setShowStacks(false);
    setShowCauses(false);
    setShowOrigin(false);
  }

  @Override
  protected void writeErrorHtml(
      Request request,
      Writer writer,
      Charset charset,
      int code,
      @Nullable String message,
      @Nullable Throwable cause)
      throws IOException {
    writer.write(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="%s"><title>%s</title></head>
        <body><h1>%d %s</h1></body></html>
        """
            .formatted(
                charset.name(), HttpStatus.getMessage(code), code, HttpStatus.getMessage(code)));
  }

  @Override
  protected void writeErrorJson(
      Request request,
      PrintWriter writer,
      int code,
      @Nullable String message,
      @Nullable Throwable cause) {
    writer.printf("{\"status\":%d,\"title\":\"%s\"}", code, HttpStatus.getMessage(code));
  }

  @Override
  protected void writeErrorPlain(
      Request request,
      PrintWriter writer,
      int code,
      @Nullable String message,
      @Nullable Throwable cause) {
    writer.printf("%d %s%n", code, HttpStatus.getMessage(code));
  }
}
