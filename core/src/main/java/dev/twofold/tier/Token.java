package dev.twofold.tier;

/**
 * A value that is used once. No two attempts of any node have the same, a repeated attempt has
 * another.
 *
 * @param node drawn at random when the node starts
 * @param number counted up by the node
 */
public record Token(long node, long number) {}
