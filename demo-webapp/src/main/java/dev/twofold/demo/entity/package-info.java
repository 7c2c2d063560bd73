/** The mapped tables of the community. All associations are lazy. */
@NullMarked
package dev.twofold.demo.entity;

import org.jspecify.annotations.NullMarked;
