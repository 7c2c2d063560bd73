/**
 * Fixtures for tests: tiers and clocks under the control of a test, real servers, and the contracts
 * that every tier must meet.
 */
@NullMarked
package dev.twofold.testing;

import org.jspecify.annotations.NullMarked;
