package dev.twofold.demo.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets only browsers on this machine see what is not for visitors, and nobody unless the
 * application was started so. A proxy on this machine comes from the loopback address, too: most
 * tell by a header whom they ask for, or by the name of the host that was asked; behind others it
 * must be forbidden. That name is also wrong where a page of elsewhere makes a browser of this
 * machine ask.
 */
final class LocalOnly {

  /** The servlet context attribute that is there if this machine may see it. */
  static final String ALLOWED = LocalOnly.class.getName();

  private static final List<String> HEADERS_OF_PROXIES =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

  /** Addresses of both kinds. Anything else would be looked up, as a name. */
  private static final Pattern ADDRESS =
      Pattern.compile(OCTET + "(\\." + OCTET + "){3}|\\[?[0-9a-fA-F]*:[0-9a-fA-F:.]*(%\\w+)?]?");

  private LocalOnly() {}

  /**
   * Answers others as if there was no such page.
   *
   * @throws Problem if the request is not of this machine
   */
  static void require(HttpServletRequest request) {
    if (!isLocal(request)) {
      throw Problem.notFound("There is no such page.");
    }
  }

  /** Whether a request was made on this machine, by way of nobody else, and that is allowed. */
  static boolean isLocal(HttpServletRequest request) {
    return request.getServletContext().getAttribute(ALLOWED) != null
        && isLoopback(request.getRemoteAddr())
        && namesThisMachine(request.getServerName())
        && HEADERS_OF_PROXIES.stream().noneMatch(name -> request.getHeader(name) != null);
  }

  /** Whether the name of a host, which nobody looks up, can only be that of this machine. */
  static boolean namesThisMachine(String host) {
    return host.equalsIgnoreCase("localhost") || isLoopback(host);
  }

  /** Whether a text is an address of the loopback interface; a name never is. */
  static boolean isLoopback(@Nullable String address) {
    if (address == null || !ADDRESS.matcher(address).matches()) {
      return false;
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // no address
    }
  }
}
