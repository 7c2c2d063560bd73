package dev.twofold.faults;

import dev.twofold.checker.fault.TcpProxy;
import dev.twofold.checker.fault.TcpProxy.Line;
import dev.twofold.testing.RedisServer;
import java.util.Locale;

/** What can happen to a Redis that runs, and how it ends. */
enum RedisFault {
  /** The process is stopped; its connections stay open. */
  FROZEN {
    @Override
    void begin(RedisServer redis, TcpProxy line) {
      redis.freeze();
    }

    @Override
    void end(RedisServer redis, TcpProxy line) {
      redis.thaw();
    }
  },
  /** The process is gone, with its data. */
  KILLED {
    @Override
    void begin(RedisServer redis, TcpProxy line) {
      redis.kill();
    }

    @Override
    void end(RedisServer redis, TcpProxy line) {
      redis.startEmpty();
    }
  },
  /** Ended in good order, and started with the data that it saved. */
  RESTARTED {
    @Override
    void begin(RedisServer redis, TcpProxy line) {
      redis.stop();
    }

    @Override
    void end(RedisServer redis, TcpProxy line) {
      redis.start();
    }
  },
  /** Connections are reset, and new ones refused. */
  RESET {
    @Override
    void begin(RedisServer redis, TcpProxy line) {
      line.spoil(Line.CUT);
    }

    @Override
    void end(RedisServer redis, TcpProxy line) {
      line.heal();
    }
  },
  /** Nothing arrives any more, as behind a broken router. */
  SILENT {
    @Override
    void begin(RedisServer redis, TcpProxy line) {
      line.spoil(Line.SILENT);
    }

    @Override
    void end(RedisServer redis, TcpProxy line) {
      line.heal();
    }
  },
  /** The password was changed on the server only, and it has dropped its clients. */
  WRONG_PASSWORD {
    @Override
    void begin(RedisServer redis, TcpProxy line) {
      redis.call("CONFIG", "SET", "requirepass", "changed");
      redis.withPassword("changed");
      dropClients(redis);
    }

    @Override
    void end(RedisServer redis, TcpProxy line) {
      redis.call("CONFIG", "SET", "requirepass", PASSWORD);
      redis.withPassword(PASSWORD);
    }
  },
  /** It became a replica, of a master that is not there. */
  READ_ONLY {
    @Override
    void begin(RedisServer redis, TcpProxy line) {
      redis.call("REPLICAOF", "127.0.0.1", "1");
    }

    @Override
    void end(RedisServer redis, TcpProxy line) {
      redis.call("REPLICAOF", "NO", "ONE");
    }
  },
  /** It takes nothing more, and evicts nothing. */
  OUT_OF_MEMORY {
    @Override
    void begin(RedisServer redis, TcpProxy line) {
      redis.call("CONFIG", "SET", "maxmemory-policy", "noeviction");
      redis.call("CONFIG", "SET", "maxmemory", "1");
    }

    @Override
    void end(RedisServer redis, TcpProxy line) {
      redis.call("CONFIG", "SET", "maxmemory", "0");
    }
  },
  /** It has forgotten its scripts. */
  SCRIPTS_FLUSHED {
    @Override
    void begin(RedisServer redis, TcpProxy line) {
      redis.call("SCRIPT", "FLUSH");
    }

    @Override
    void end(RedisServer redis, TcpProxy line) {
      redis.call("SCRIPT", "FLUSH");
    }
  };

  /** Of a server that these faults happen to. */
  static final String PASSWORD = "right";

  abstract void begin(RedisServer redis, TcpProxy line);

  abstract void end(RedisServer redis, TcpProxy line);

  /** Whether trips fail meanwhile, so that nobody answers but the database. */
  boolean stopsAllTrips() {
    return this != READ_ONLY && this != OUT_OF_MEMORY && this != SCRIPTS_FLUSHED;
  }

  private static void dropClients(RedisServer redis) {
    redis.call("CLIENT", "KILL", "TYPE", "normal");
    redis.call("CLIENT", "KILL", "TYPE", "pubsub");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
