package dev.twofold.internal.entity;

import dev.twofold.internal.registry.RequestForm;
import dev.twofold.tier.entity.EntityLoad;
import dev.twofold.tier.entity.EntityModel;

/** Makes copies of states for a request. */
record EntityForm(EntityModel model, EntityLoad load)
    implements RequestForm<Object, Object, Object> {

  @Override
  public Object of(Object key, Object state, Request request) {
    return EntityRequest.of(model, request).session().requestForm(load, key, state);
  }

  @Override
  public void forgotten(Object key, Request request) {
    EntityRequest copies = EntityRequest.find(model, request);
    if (copies != null) {
      copies.session().forget(load, key);
    }
  }
}
