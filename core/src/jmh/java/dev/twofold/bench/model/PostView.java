package dev.twofold.bench.model;

import java.util.List;

/** A post as the page shows it. */
public record PostView(
    String title, String body, String author, String photo, List<CommentView> comments) {}
