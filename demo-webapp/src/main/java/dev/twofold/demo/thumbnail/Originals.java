package dev.twofold.demo.thumbnail;

import dev.twofold.computation.BatchComputation;
import dev.twofold.computation.Input;
import dev.twofold.computation.Inputs;
import dev.twofold.demo.loader.PictureLoader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.SessionFactory;

/**
 * The files of pictures. A step and not a loader whose rows would be inputs, because the values of
 * inputs are part of keys, and to hash a megabyte for each thumbnail costs more than to find it.
 * What stands for the file in the key is the row of the picture, whose revision grows with it.
 */
public final class Originals extends BatchComputation<Long, byte[]> {

  private final OriginalRows rows;

  public Originals(SessionFactory sessionFactory) {
    rows = new OriginalRows(sessionFactory);
  }

  /** Nothing of this region is in Redis: it allows less than a file has. */
  @Override
  public String region() {
    return "originals";
  }

  @Override
  public List<Input<Long>> inputs() {
    return List.of(Input.of(PictureLoader.class, picture -> picture));
  }

  @Override
  public Map<Long, byte[]> computeAll(Set<Long> pictures, Inputs inputs) {
    return rows.read(pictures);
  }
}
