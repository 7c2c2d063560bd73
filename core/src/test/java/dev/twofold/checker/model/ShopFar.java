package dev.twofold.checker.model;

/** The row of a shop, as it is kept in Redis only. */
public record ShopFar(long id, long version, long writer) implements Parent {}
