package dev.twofold.bench.model;

import java.util.List;

/** What all contenders make. */
public record Page(List<PostView> posts) {}
