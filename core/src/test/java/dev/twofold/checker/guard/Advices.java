package dev.twofold.checker.guard;

import dev.twofold.internal.near.NearCaches;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.TableChange;
import dev.twofold.tier.Token;
import dev.twofold.tier.near.NearEntry;
import java.time.Duration;
import net.bytebuddy.asm.Advice.Argument;
import net.bytebuddy.asm.Advice.FieldValue;
import net.bytebuddy.asm.Advice.OnDefaultValue;
import net.bytebuddy.asm.Advice.OnMethodEnter;
import net.bytebuddy.asm.Advice.OnMethodExit;
import net.bytebuddy.asm.Advice.OnNonDefaultValue;
import net.bytebuddy.asm.Advice.Return;

/** What is woven into methods; its text is copied there, so it uses nothing that is hidden. */
@SuppressWarnings("UnusedVariable") // what is assigned is read by the method that it is woven into
final class Advices {

  private Advices() {}

  /** Does nothing and answers nothing, false or zero. */
  static final class Nothing {
    private Nothing() {}

    @OnMethodEnter(skipOn = OnDefaultValue.class)
    static boolean enter() {
      return false;
    }
  }

  /** Does nothing the second time that a thread passes the same invalidation. */
  static final class OnlyOnce {
    private OnlyOnce() {}

    @OnMethodEnter(skipOn = OnNonDefaultValue.class)
    static boolean enter(@Argument(0) Invalidation stale) {
      return Provocation.isRepeated(stale);
    }
  }

  /** Does nothing if the argument is a statement that names no rows. */
  static final class NoTables {
    private NoTables() {}

    @OnMethodEnter(skipOn = OnNonDefaultValue.class)
    static boolean enter(@Argument(0) Object change) {
      return change instanceof TableChange;
    }
  }

  /** Gives an entry of the near tier the vintage of the moment when it is put, a little later. */
  static final class LateVintage {
    private LateVintage() {}

    @OnMethodEnter
    static void enter(
        @FieldValue("caches") NearCaches caches,
        @Argument(value = 1, readOnly = false) NearEntry entry) {
      Provocation.pauseBeforePut();
      entry =
          new NearEntry(
              entry.form(), entry.payload(), caches.capture(), entry.deadline(), entry.tags());
    }
  }

  /** Always the same token. */
  static final class SameToken {
    private SameToken() {}

    @OnMethodExit
    static void exit(@Return(readOnly = false) Token token) {
      token = new Token(token.node(), 1);
    }
  }

  /** Leaves others time before it happens. */
  static final class Pause {
    private Pause() {}

    @OnMethodEnter
    static void enter() {
      Provocation.pauseAroundCommit();
    }
  }

  /** Leaves others time after it has happened. */
  static final class PauseAfter {
    private PauseAfter() {}

    @OnMethodExit
    static void exit() {
      Provocation.pauseAroundCommit();
    }
  }

  /** Always true. */
  static final class Yes {
    private Yes() {}

    @OnMethodExit
    static void exit(@Return(readOnly = false) boolean answer) {
      answer = true;
    }
  }

  /** Announces rows only, and not what statements change that name none. */
  static final class RowsOnly {
    private RowsOnly() {}

    @OnMethodEnter
    static void enter(@Argument(value = 1, readOnly = false) Invalidation strict) {
      strict = Invalidation.ofKeys(strict.keys());
    }
  }

  /** A bracket is over at once. */
  static final class ShortHold {
    private ShortHold() {}

    @OnMethodEnter
    static void enter(@Argument(value = 1, readOnly = false) Duration hold) {
      hold = Duration.ofMillis(1);
    }
  }
}
