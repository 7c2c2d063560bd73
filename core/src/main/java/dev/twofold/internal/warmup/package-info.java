/** Warming at work: plans that run, what is learned from reads, and who has which turn. */
@NullMarked
package dev.twofold.internal.warmup;

import org.jspecify.annotations.NullMarked;
