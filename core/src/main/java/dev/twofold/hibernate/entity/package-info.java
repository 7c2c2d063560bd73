/**
 * Read-only copies of mapped entities: how their states are read, and what requests make of them.
 * Public types are for the database adapter and for the classes that are generated at run time.
 */
@NullMarked
package dev.twofold.hibernate.entity;

import org.jspecify.annotations.NullMarked;
