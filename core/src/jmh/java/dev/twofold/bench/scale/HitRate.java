package dev.twofold.bench.scale;

import dev.twofold.bench.micro.Population;
import dev.twofold.bench.report.About;
import dev.twofold.bench.report.Count;
import dev.twofold.bench.report.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a cache of a bounded number of entries answers. */
@About(
    "Reads that are answered without a load, in percent, of 250,000 operations on 100,000 objects"
        + " with the skew, the share of writes and the lives of six of Twitter's cache clusters, of"
        + " which the room is a share; the operations are the same in every run. Both caches count"
        + " entries, forget what is written, and are filled by what is read. The near tier is"
        + " Ehcache, which drops what was used least recently of a few it looks at; Caffeine also"
        + " weighs how often.")
public final class HitRate implements Count {

  private static final int[] PERCENT = {1, 10, 50};

  @Override
  public String group() {
    return "scale.HitRate";
  }

  @Override
  public List<Measurement> measure() {
    Population population = Population.of(Profile.OBJECTS);
    List<Measurement> rates = new ArrayList<>();
    for (Profile profile : Profile.ALL) {
      for (int percent : PERCENT) {
        int room = Profile.OBJECTS / 100 * percent;
        try (BoundedCache twofold = BoundedCache.twofold(room, population);
            BoundedCache caffeine = BoundedCache.caffeine(room)) {
          rates.add(rate("twofold", profile, percent, profile.hitRate(twofold)));
          rates.add(rate("caffeine", profile, percent, profile.hitRate(caffeine)));
        }
      }
    }
    return rates;
  }

  private Measurement rate(String method, Profile profile, int percent, double hits) {
    TreeMap<String, String> parameters = new TreeMap<>();
    parameters.put("cluster", "%d, %s".formatted(profile.cluster(), profile.use()));
    parameters.put("room", percent + " %");
    return new Measurement(group(), method, parameters, Map.of("hits %", hits));
  }
}
