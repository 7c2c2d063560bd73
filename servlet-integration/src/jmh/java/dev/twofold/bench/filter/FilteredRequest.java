package dev.twofold.bench.filter;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.bench.report.About;
import dev.twofold.servlet.TwofoldFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What every request pays for the filter. */
@About(
    "A request that goes through the filter and loads nothing, without a server. Returns the"
        + " request.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class FilteredRequest {

  private final Twofold twofold = Twofold.builder().build();
  private final TwofoldFilter filter = new TwofoldFilter(twofold);
  private final HttpServletRequest request = new PlainRequest();
  private final HttpServletResponse response = PlainRequest.proxy(HttpServletResponse.class);
  private final FilterChain untouched = (request, response) -> {};
  private final FilterChain asking = (request, response) -> LoadScope.current().isClosed();

  @TearDown
  public void close() {
    twofold.close();
  }

  @Benchmark
  public HttpServletRequest loadsNothing() throws IOException, ServletException {
    filter.doFilter(request, response, untouched);
    return request;
  }

  @About("and takes its scope in hand")
  @Benchmark
  public HttpServletRequest findsScope() throws IOException, ServletException {
    filter.doFilter(request, response, asking);
    return request;
  }
}
