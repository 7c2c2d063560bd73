package dev.twofold.hibernate;

import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;

/**
 * How HQL reads the foreign key of a to-one attribute. A path such as {@code e.author.id} joins the
 * target where Hibernate has to know whether the target is there, and an inner join would lose
 * rows; so that spelling is used only where no join results.
 */
final class ForeignKeys {

  private final SelectList select;

  ForeignKeys(SelectList select) {
    this.select = select;
  }

  /** Whether one column of the owner refers to the id of the target. */
  static boolean isOneColumn(ToOneAttributeMapping toOne) {
    return isOnOwnersSide(toOne)
        && toOne.getForeignKeyDescriptor().getJdbcTypeCount() == 1
        && (toOne.isFkOptimizationAllowed() || !toOne.hasJoinTable());
  }

  /** Whether the target has to be read to know its id. */
  static boolean isJoined(ToOneAttributeMapping toOne) {
    return !isOneColumn(toOne) && !(isOnOwnersSide(toOne) && toOne.isFkOptimizationAllowed());
  }

  static boolean isOnOwnersSide(ToOneAttributeMapping toOne) {
    return toOne.getSideNature() == ForeignKeyDescriptor.Nature.KEY
        && toOne.isReferenceToPrimaryKey();
  }

  /**
   * The value of a key of {@linkplain #isOneColumn one column}, also where the target is gone. The
   * function around {@code fk} is there because Hibernate 7.4 cannot select it by itself.
   */
  static String column(String path, ToOneAttributeMapping toOne) {
    String id = toOne.getAssociatedEntityMappingType().getIdentifierMapping().getAttributeName();
    return toOne.isFkOptimizationAllowed() ? path + "." + id : "sql('?', fk(" + path + "))";
  }

  /** What leads to the target's id attributes. */
  String target(String path, ToOneAttributeMapping toOne) {
    return isJoined(toOne) ? select.join(path) : path;
  }
}
