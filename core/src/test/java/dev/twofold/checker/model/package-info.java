/**
 * What the nodes read and write: shops with items in available regions, vaults with coins in a
 * strict one, and the ledger that counts the versions of everything.
 */
@NullMarked
package dev.twofold.checker.model;

import org.jspecify.annotations.NullMarked;
