package dev.twofold.hibernate.entity;

/**
 * A statement that reads states. Its columns are those of the select, in their order.
 *
 * @param sql the text
 * @param parameters what each parameter is: the position of a column of a key, one key after the
 *     other, or {@link #TENANT}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StateText(String sql, int[] parameters) {

  /** Stands for the tenant id. */
  public static final int TENANT = -1;
}
