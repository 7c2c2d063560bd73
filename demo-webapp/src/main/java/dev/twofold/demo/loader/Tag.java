package dev.twofold.demo.loader;

/** A subject that stories are filed under. */
public record Tag(long id, String name) {}
