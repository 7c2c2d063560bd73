package dev.twofold.redisson;

/**
 * Where queues stand in Redis: the names of a partition begin with one hash tag in a cluster, so
 * that a script may touch its stream together with its record.
 *
 * @param application whose queues they are
 */
record QueueLayout(String application, boolean cluster) {

  String stream(String queue, int partition) {
    String name = application + ":#queue:" + queue + ":" + partition;
    return cluster ? "{p" + partition + "}" + name : name;
  }

  String owner(String queue, int partition) {
    return stream(queue, partition) + ":owner";
  }

  String deadLetters(String queue, int partition) {
    return stream(queue, partition) + ":dead";
  }

  String register(String queue) {
    return application + ":#queue:" + queue;
  }
}
