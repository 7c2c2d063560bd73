package dev.twofold.hibernate.entity;

/**
 * The name of an association, for messages and plans.
 *
 * @param entity the name of the entity that has it
 * @param attribute its path in the entity
 */
record AssociationName(String entity, String attribute) {

  @Override
  public String toString() {
    return entity + "." + attribute;
  }
}
