/** A page of a hundred posts: its tables as entities and as records, its rows, what it shows. */
@NullMarked
package dev.twofold.bench.model;

import org.jspecify.annotations.NullMarked;
