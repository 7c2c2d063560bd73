package dev.twofold.model;

/** One key of one target: the smallest thing that can be right or wrong. */
record Cell(Target target, Object key) {}
