package dev.twofold.demo.twofold;

import static java.util.Objects.requireNonNull;

import dev.twofold.LoadScope;
import dev.twofold.demo.loader.Photo;
import dev.twofold.demo.loader.PhotoLoader;
import dev.twofold.demo.loader.User;
import dev.twofold.demo.loader.UserLoader;
import dev.twofold.demo.view.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Users with their photos in two waves. */
final class People {

  private People() {}

  /** The people behind ids of users, each once. */
  static Map<Long, Person> of(LoadScope scope, Stream<Long> userIds) {
    List<User> users = scope.requireAll(UserLoader.class, userIds.distinct().toList());
    List<Photo> photos =
        scope.requireAll(PhotoLoader.class, users.stream().map(User::photoId).toList());
    Map<Long, Person> people = new HashMap<>();
    for (int i = 0; i < users.size(); i++) {
      User user = users.get(i);
      people.put(user.id(), new Person(user.name(), photos.get(i).url()));
    }
    return people;
  }

  /** One of them. */
  static Person in(Map<Long, Person> people, long userId) {
    return requireNonNull(people.get(userId), "a person who was asked for");
  }
}
