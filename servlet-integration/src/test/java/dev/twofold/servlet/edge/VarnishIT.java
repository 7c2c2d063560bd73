package dev.twofold.servlet.edge;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** An application behind a real Varnish. Left out where there is none, and says so. */
class VarnishIT extends EdgeCacheContract {

  private static Path program;

  @BeforeAll
  static void isInstalled() throws IOException, InterruptedException {
    Optional<Path> found = VarnishServer.installed();
    assumeTrue(
        found.isPresent(),
        "varnishd is neither in the path nor in /usr/sbin (Debian: varnish, varnish-modules)");
    program = found.get();
    assumeTrue(
        VarnishServer.knowsKeys(program),
        "varnishd does not take docs/edge/varnish.vcl; it needs its module xkey (Debian:"
            + " varnish-modules)");
  }

  @Override
  EdgeCache cache() throws IOException {
    return new VarnishServer(program);
  }
}
