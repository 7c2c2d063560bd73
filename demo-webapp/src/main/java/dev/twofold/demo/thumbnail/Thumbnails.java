package dev.twofold.demo.thumbnail;

import dev.twofold.computation.Computation;
import org.hibernate.SessionFactory;

/** The chain of computations that thumbnails are made by. */
public final class Thumbnails {

  private Thumbnails() {}

  /** New instances of all steps, to be registered with one engine. */
  public static Computation<?, ?>[] chain(SessionFactory sessionFactory) {
    return new Computation<?, ?>[] {
      new Originals(sessionFactory), new Resized(), new Greyscale(), new Thumbnail()
    };
  }
}
