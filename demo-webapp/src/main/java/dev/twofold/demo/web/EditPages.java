package dev.twofold.demo.web;

import dev.twofold.demo.edit.EditForm;
import dev.twofold.demo.edit.Outcome;
import dev.twofold.demo.edit.UserDraft;
import dev.twofold.demo.edit.UserEditor;
import java.util.Map;

/** The handlers of the form that changes a user. */
final class EditPages {

  private final Readiness readiness;
  private final Renderer renderer;

  EditPages(Readiness readiness, Renderer renderer) {
    this.readiness = readiness;
    this.renderer = renderer;
  }

  Answer form(Visit visit) {
    visit.requireUnstyled();
    String name = visit.path().group(1);
    return renderer.page(visit, "edit", new EditForm(name, current(name), Map.of()));
  }

  /** Changes the user, and sends the browser to the page that shows it. */
  Answer save(Visit visit) {
    visit.requireUnstyled();
    SameOrigin.require(visit.request());
    String name = visit.path().group(1);
    UserDraft draft = UserDraft.typed(visit.query().field("name"), visit.query().field("about"));
    Map<String, String> problems = draft.problems();
    if (!problems.isEmpty()) {
      current(name);
      return refusal(visit, new EditForm(name, draft, problems));
    }
    Outcome outcome = editor().save(name, draft);
    if (outcome instanceof Outcome.Committed committed) {
      String id = readiness.await().edits().add(committed);
      return Answer.seeOther(visit.links().edited(draft.name(), id));
    }
    if (outcome instanceof Outcome.NoUser) {
      throw noUser();
    }
    return refusal(visit, new EditForm(name, draft, Map.of("name", "Another user has this name.")));
  }

  private Answer refusal(Visit visit, EditForm form) {
    if (visit.format() == Format.JSON) {
      throw new Problem(422, "Unprocessable content", String.join(" ", form.problems().values()));
    }
    return renderer.page(visit, "edit", form).withStatus(422);
  }

  private UserDraft current(String name) {
    return editor().find(name).orElseThrow(EditPages::noUser);
  }

  private UserEditor editor() {
    return readiness.await().editor();
  }

  private static Problem noUser() {
    return Problem.notFound("There is no user of that name.");
  }
}
