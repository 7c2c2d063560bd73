package dev.twofold.jackson;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.Module;

/**
 * Writes copies of entities as JSON without loading anything:
 *
 * <ul>
 *   <li>an entity that has been read: its properties, as Jackson finds them in the entity's class
 *   <li>an entity that has not: its id, an id of several attributes as an object
 *   <li>a collection that has been read: its elements; one that has not: null
 *   <li>an entity inside itself, on whatever level: its id, so that circles end; so is every entity
 *       after the 10,000 that one document holds
 * </ul>
 *
 * <p>What a page shows is read before it is written, by touching it or by a plan. Register it with
 * an {@code ObjectMapper}; without it Jackson follows every association, and circles without end.
 * Reading JSON is not its business: there are no copies to be made of it.
 */
public final class TwofoldModule extends Module {

  @Override
  public String getModuleName() {
    return "twofold";
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void setupModule(SetupContext context) {
    context.addBeanSerializerModifier(new CopyModifier());
  }
}
