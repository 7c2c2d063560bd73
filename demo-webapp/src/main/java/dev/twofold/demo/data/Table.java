package dev.twofold.demo.data;

import java.util.Collections;

/** The tables in the order in which they can be filled: none refers to a later one. */
enum Table {
  PHOTOS("photos", "id", "url"),
  USERS("users", "id", "name", "about", "joined", "photo_id"),
  TAGS("tags", "id", "name"),
  STORIES("stories", "id", "author_id", "title", "url", "domain", "created", "score", "hotness"),
  STORY_TAG("story_tag", "story_id", "tag_id"),
  COMMENTS("comments", "id", "story_id", "parent_id", "author_id", "created", "score", "body"),
  VOTES("votes", "story_id", "user_id"),
  PICTURES("pictures", "id", "title", "revision"),
  ORIGINALS("originals", "picture_id", "content"),
  PICTURE_VIEWS("picture_views", "picture_id", "number");

  private final String insert;

  Table(String name, String... columns) {
    insert =
        "insert into %s (%s) values (%s)"
            .formatted(
                name,
                String.join(", ", columns),
                String.join(", ", Collections.nCopies(columns.length, "?")));
  }

  /** The statement that inserts one row, with a parameter for each column. */
  String insert() {
    return insert;
  }
}
