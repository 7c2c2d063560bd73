package dev.twofold.internal.read;

/**
 * What became of keys whose entries were to be refreshed. Each counts once, beside the statements.
 *
 * @param refreshed keys that were loaded again, and whose entries were replaced, or removed where
 *     nothing can stand in their place
 * @param left keys that were not loaded: another node loads them, their entries do not end soon any
 *     more, are gone, or could not be looked at
 * @param refused keys that were loaded, and whose entries were not replaced: they became stale
 *     meanwhile, or nobody knows
 * @param failed keys that could not be loaded
 * @param statements how many were executed
 */
public record Refreshed(int refreshed, int left, int refused, int failed, int statements) {}
