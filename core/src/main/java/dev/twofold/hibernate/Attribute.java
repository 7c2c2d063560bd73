package dev.twofold.hibernate;

import org.hibernate.metamodel.mapping.ModelPart;

/**
 * An attribute that a component stands for.
 *
 * @param name how messages name it
 * @param path what leads to it, in HQL
 * @param part its mapping; for a component such as {@code authorId} that of the to-one attribute
 */
record Attribute(String name, String path, ModelPart part) {}
