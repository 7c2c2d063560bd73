/** Copies of entities compared with what a Hibernate session gives. */
@NullMarked
package dev.twofold.model.entity;

import org.jspecify.annotations.NullMarked;
