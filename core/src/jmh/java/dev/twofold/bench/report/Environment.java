package dev.twofold.bench.report;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where and with what a run was made.
 *
 * @param command what repeats it
 * @param machine what the numbers depend on, by name
 * @param libraries peers and libraries with their versions
 */
public record Environment(String command, Map<String, String> machine, List<String> libraries) {

  private static final Pattern CPU_MODEL = Pattern.compile("model name\\s*: (.*)");
  private static final Pattern JAR = Pattern.compile("(.+)-(\\d[^-]*(?:-\\w+)?)\\.jar");

  /** The jars whose versions a reader wants to know. */
  private static final Pattern SUBJECTS =
      Pattern.compile(
          "jmh-core|java-dataloader|caffeine|ehcache|redisson|jedis|lettuce-core|hibernate-core"
              + "|hibernate-jcache|redisson-hibernate.*|ebean-core|ebean-redis|jetcache-.*"
              + "|spring-context|h2|postgresql|HikariCP");

  /** This machine, with the libraries of the class path. */
  public static Environment ofThisMachine(String command) throws IOException {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("Processor", processor());
    machine.put("Memory", memory());
    machine.put("System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put(
        "Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    return new Environment(command, machine, librariesOfClassPath());
  }

  private static String processor() throws IOException {
    Path information = Path.of("/proc/cpuinfo");
    Matcher model =
        CPU_MODEL.matcher(Files.exists(information) ? Files.readString(information) : "");
    String name = model.find() ? model.group(1) : System.getProperty("os.arch");
    return "%d x %s".formatted(Runtime.getRuntime().availableProcessors(), name);
  }

  private static String memory() {
    var system =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return "%d GiB".formatted(system.getTotalMemorySize() >> 30);
  }

  private static List<String> librariesOfClassPath() {
    List<String> libraries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Matcher jar = JAR.matcher(Path.of(entry).getFileName().toString());
      if (jar.matches() && SUBJECTS.matcher(jar.group(1)).matches()) {
        libraries.add(jar.group(1) + " " + jar.group(2));
      }
    }
    libraries.sort(String.CASE_INSENSITIVE_ORDER);
    return List.copyOf(libraries);
  }
}
