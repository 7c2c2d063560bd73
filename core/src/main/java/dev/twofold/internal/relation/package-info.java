/**
 * Relations at work. Start with {@code RequestRelations}: it asks the {@code Route} of a relation
 * what an owner still needs, has a wave resolve that for the owner's cohort, and repeats it until
 * the answer is known.
 */
@NullMarked
package dev.twofold.internal.relation;

import org.jspecify.annotations.NullMarked;
