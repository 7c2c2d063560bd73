package dev.twofold.demo.web;

import dev.twofold.demo.image.Image;
import dev.twofold.demo.image.ImageFormat;
import dev.twofold.demo.image.Look;
import dev.twofold.demo.twofold.TwofoldPictures;
import dev.twofold.demo.view.PictureList;
import dev.twofold.servlet.TwofoldRequest;
import dev.twofold.servlet.edge.SharedResponse;

/** The handlers of the gallery, its pictures and their files. */
final class PicturePages {

  private final Readiness readiness;
  private final Renderer renderer;

  PicturePages(Readiness readiness, Renderer renderer) {
    this.readiness = readiness;
    this.renderer = renderer;
  }

  Answer gallery(Visit visit) {
    Look look = visit.query().look();
    return renderer.page(visit, "pictures", source(visit).gallery(look));
  }

  Answer picture(Visit visit) {
    long id = id(visit);
    Look look = visit.query().look();
    PictureList picture = source(visit).picture(id, look).orElseThrow(() -> noPicture(id));
    Answer answer = renderer.page(visit, "picture", picture);
    readiness.await().views().count(id);
    return answer;
  }

  /** Draws another picture in the place of this one, and sends the browser to it. */
  Answer redraw(Visit visit) {
    visit.requireUnstyled();
    SameOrigin.require(visit.request());
    long id = id(visit);
    Look look = visit.query().look();
    if (!readiness.await().easel().redraw(id)) {
      throw noPicture(id);
    }
    return Answer.seeOther(visit.links().picture(id, look));
  }

  /** The same for everybody, with no figures of its own: caches in front may keep it. */
  Answer thumbnail(Visit visit) {
    long id = id(visit);
    Look look = visit.query().look();
    Image image = source(visit).thumbnail(id, look).orElseThrow(() -> noPicture(id));
    SharedResponse.of(visit.request()).version("thumbnail-1");
    return Answer.ok(image.format().contentType(), image.content()).shared();
  }

  Answer original(Visit visit) {
    long id = id(visit);
    byte[] file = source(visit).original(id).orElseThrow(() -> noPicture(id));
    return Answer.ok(ImageFormat.PNG.contentType(), file);
  }

  private static long id(Visit visit) {
    return Query.id("The number of a picture", visit.path().group(1));
  }

  private static Problem noPicture(long id) {
    return Problem.notFound("There is no picture %d.".formatted(id));
  }

  private static TwofoldPictures source(Visit visit) {
    visit.requireUnstyled();
    if (visit.mode() == Mode.NAIVE) {
      throw Problem.badRequest("Pictures are there in mode 'twofold' only.");
    }
    visit.cost().loadedBy(Mode.TWOFOLD.text(), "none");
    return new TwofoldPictures(TwofoldRequest.scope(visit.request()));
  }
}
