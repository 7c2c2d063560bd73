/**
 * Tiers that can be switched off, slowed down and frozen, to see what the application does then.
 */
@NullMarked
package dev.twofold.demo.fault;

import org.jspecify.annotations.NullMarked;
