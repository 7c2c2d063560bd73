package dev.twofold.bench.model;

/** A comment as the page shows it. */
public record CommentView(String text, String author) {}
