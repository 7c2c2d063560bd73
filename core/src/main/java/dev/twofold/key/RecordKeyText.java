package dev.twofold.key;

import dev.twofold.shape.RecordPart;
import java.util.List;

/** A record as {@code (first,second)}. */
final class RecordKeyText implements KeyText<Object> {

  private final List<Component> components;

  RecordKeyText(List<Component> components) {
    this.components = components;
  }

  @Override
  public void append(Object owner, StringBuilder text) {
    text.append('(');
    String separator = "";
    for (Component component : components) {
      text.append(separator);
      component.append(owner, text);
      separator = ",";
    }
    text.append(')');
  }

  /** A component and how its values are written. */
  static final class Component {
    private final RecordPart part;
    private final NullableKeyText values;

    Component(RecordPart part, KeyText<?> values) {
      this.part = part;
      this.values = new NullableKeyText(values);
    }

    private void append(Object owner, StringBuilder text) {
      values.append(part.valueOf(owner), text);
    }
  }
}
