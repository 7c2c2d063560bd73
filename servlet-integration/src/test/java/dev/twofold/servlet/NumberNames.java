package dev.twofold.servlet;

import dev.twofold.key.Parameter;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Names numbers, each tenant in its own way. */
final class NumberNames extends BatchLoader<Long, String> {

  static final Parameter<String> TENANT = Parameter.of("tenant", String.class);

  @Override
  public String region() {
    return "numbers";
  }

  @Override
  public Set<Parameter<?>> parameters() {
    return Set.of(TENANT);
  }

  @Override
  public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
    Map<Long, String> names = new HashMap<>();
    keys.forEach(key -> names.put(key, context.parameter(TENANT) + "-" + key));
    return names;
  }
}
