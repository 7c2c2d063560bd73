package dev.twofold.demo.twofold;

import static java.util.Objects.requireNonNull;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.computation.Computation;
import dev.twofold.demo.image.Image;
import dev.twofold.demo.image.Look;
import dev.twofold.demo.loader.Gallery;
import dev.twofold.demo.loader.Picture;
import dev.twofold.demo.loader.PictureLoader;
import dev.twofold.demo.loader.PictureViews;
import dev.twofold.demo.loader.PictureViewsLoader;
import dev.twofold.demo.thumbnail.Greyscale;
import dev.twofold.demo.thumbnail.Originals;
import dev.twofold.demo.thumbnail.Resized;
import dev.twofold.demo.thumbnail.Thumbnail;
import dev.twofold.demo.view.Page;
import dev.twofold.demo.view.PictureCard;
import dev.twofold.demo.view.PictureList;
import dev.twofold.demo.view.Step;
import dev.twofold.stats.LoaderStats;
import dev.twofold.stats.ScopeStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pictures and their thumbnails out of the scope of a request. */
public final class TwofoldPictures {

  /** There are fewer pictures than a page has places. */
  private static final Page ALL = new Page(1);

  private static final List<Class<? extends Computation<?, ?>>> STEPS =
      List.of(Thumbnail.class, Greyscale.class, Resized.class, Originals.class);

  private final LoadScope scope;

  public TwofoldPictures(LoadScope scope) {
    this.scope = requireNonNull(scope, "scope");
  }

  /** All pictures. */
  public PictureList gallery(Look look) {
    return list(scope.list(Gallery.class, ALL), look);
  }

  /** One picture, or empty if there is none of that id. */
  public Optional<PictureList> picture(long id, Look look) {
    return scope.find(PictureLoader.class, id).map(picture -> list(List.of(picture), look));
  }

  /** The thumbnails of all pictures are one question. */
  private PictureList list(List<Picture> pictures, Look look) {
    Loaded<Thumbnail.Of, Image> thumbnails =
        scope.computeAll(
            Thumbnail.class,
            pictures.stream().map(picture -> new Thumbnail.Of(picture.id(), look)).toList());
    Loaded<Long, PictureViews> views =
        scope.findAll(PictureViewsLoader.class, pictures.stream().map(Picture::id).toList());
    List<PictureCard> cards = new ArrayList<>();
    for (Picture picture : pictures) {
      @Nullable Image thumbnail = thumbnails.found().get(new Thumbnail.Of(picture.id(), look));
      if (thumbnail != null) {
        cards.add(
            PictureCard.of(
                picture.id(),
                picture.title(),
                picture.revision(),
                number(views, picture),
                thumbnail));
      }
    }
    return new PictureList(look, cards, steps(scope.stats()));
  }

  private static long number(Loaded<Long, PictureViews> views, Picture picture) {
    @Nullable PictureViews found = views.found().get(picture.id());
    return found == null ? 0 : found.number();
  }

  private static List<Step> steps(ScopeStats stats) {
    return STEPS.stream().flatMap(step -> step(step.getSimpleName(), stats)).toList();
  }

  private static Stream<Step> step(String name, ScopeStats all) {
    LoaderStats stats = all.loader(name);
    return stats.asked() == 0
        ? Stream.empty()
        : Stream.of(
            new Step(name, stats.asked(), stats.near(), stats.distributed(), stats.database()));
  }

  /** A thumbnail, or empty if there is no picture of that id. */
  public Optional<Image> thumbnail(long picture, Look look) {
    return scope.compute(Thumbnail.class, new Thumbnail.Of(picture, look));
  }

  /** The file of a picture, or empty if there is none of that id. */
  public Optional<byte[]> original(long picture) {
    return scope.compute(Originals.class, picture);
  }
}
