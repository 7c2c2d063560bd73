package dev.twofold.hibernate;

/**
 * A column of a select list.
 *
 * @param path what to select, in HQL
 * @param type how its values are read and bound
 */
record SelectedColumn(String path, ColumnType type) {}
