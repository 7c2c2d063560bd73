package dev.twofold.checker.node;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.checker.history.Cell;
import dev.twofold.checker.history.Event.Trouble;
import dev.twofold.checker.history.State;
import dev.twofold.checker.history.View;
import dev.twofold.checker.model.Child;
import dev.twofold.checker.model.Coin;
import dev.twofold.checker.model.Item;
import dev.twofold.checker.model.Loaders.CoinSummaries;
import dev.twofold.checker.model.Loaders.Coins;
import dev.twofold.checker.model.Loaders.ItemSummaries;
import dev.twofold.checker.model.Loaders.ItemSummariesFar;
import dev.twofold.checker.model.Loaders.Items;
import dev.twofold.checker.model.Loaders.ItemsFar;
import dev.twofold.checker.model.Loaders.NotesFar;
import dev.twofold.checker.model.Loaders.NotesNear;
import dev.twofold.checker.model.Loaders.Shops;
import dev.twofold.checker.model.Loaders.ShopsFar;
import dev.twofold.checker.model.Loaders.Vaults;
import dev.twofold.checker.model.Note;
import dev.twofold.checker.model.Parent;
import dev.twofold.checker.model.Scale;
import dev.twofold.checker.model.Shop;
import dev.twofold.checker.model.Summary;
import dev.twofold.checker.model.Vault;
import dev.twofold.loader.Loader;
import dev.twofold.relation.Plan;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads cells through one scope, in batches. It does not count what it has listed before: the scope
 * would count the list, whose rows are read a moment later than its ids. Used by one thread.
 */
final class Reader {

  /** Takes what was seen. */
  @FunctionalInterface
  interface Sink {
    void seen(View view, long id, State state);
  }

  private static final Plan<Shop> SHOP_COUNT = Plan.of(Shop.class).also(Shop.COUNT);
  private static final Plan<Shop> SHOP_STAMP = Plan.of(Shop.class).also(Shop.STAMP);
  private static final Plan<Shop> SHOP_LIST = Plan.of(Shop.class).many(Shop.ITEMS);
  private static final Plan<Vault> VAULT_COUNT = Plan.of(Vault.class).also(Vault.COUNT);
  private static final Plan<Vault> VAULT_STAMP = Plan.of(Vault.class).also(Vault.STAMP);
  private static final Plan<Vault> VAULT_LIST = Plan.of(Vault.class).many(Vault.COINS);

  private final LoadScope scope;
  private final Recorder recorder;
  private final Sink sink;
  private final Set<Cell> listed = new HashSet<>();

  Reader(LoadScope scope, Recorder recorder, Sink sink) {
    this.scope = scope;
    this.recorder = recorder;
    this.sink = sink;
  }

  /** Reads some cells in one way. What failed is told as trouble. */
  void read(View view, Collection<Long> ids) {
    switch (view) {
      case SHOP_ROW -> loaded(view, ids, Shops.class, Reader::row);
      case SHOP_ROW_FAR -> loaded(view, ids, ShopsFar.class, Reader::row);
      case ITEM_ROW -> loaded(view, ids, Items.class, Reader::row);
      case ITEM_ROW_FAR -> loaded(view, ids, ItemsFar.class, Reader::row);
      case ITEM_SUMMARY -> loaded(view, ids, ItemSummaries.class, Reader::summary);
      case ITEM_SUMMARY_FAR -> loaded(view, ids, ItemSummariesFar.class, Reader::summary);
      case NOTE -> loaded(view, ids, NotesNear.class, Reader::note);
      case NOTE_FAR -> loaded(view, ids, NotesFar.class, Reader::note);
      case VAULT_ROW -> loaded(view, ids, Vaults.class, Reader::row);
      case COIN_ROW -> loaded(view, ids, Coins.class, Reader::row);
      case COIN_SUMMARY -> loaded(view, ids, CoinSummaries.class, Reader::summary);
      case ITEM_BY_CODE -> coded(view, scope.findAllBy(Items.BY_CODE, codes(ids)));
      case COIN_BY_CODE -> coded(view, scope.findAllBy(Coins.BY_CODE, codes(ids)));
      case ITEM_COUNT -> shops(view, unlisted(view, ids));
      case COIN_COUNT -> vaults(view, unlisted(view, ids));
      case ITEM_STAMP -> shops(view, ids);
      case COIN_STAMP -> vaults(view, ids);
      case ITEM_LIST -> shops(view, listed(view, ids));
      case COIN_LIST -> vaults(view, listed(view, ids));
    }
  }

  private Collection<Long> listed(View view, Collection<Long> ids) {
    ids.forEach(id -> listed.add(view.cell(id)));
    return ids;
  }

  private Collection<Long> unlisted(View view, Collection<Long> ids) {
    return ids.stream().filter(id -> !listed.contains(view.cell(id))).toList();
  }

  private <V> void loaded(
      View view,
      Collection<Long> ids,
      Class<? extends Loader<Long, V>> loader,
      Function<V, State> state) {
    Loaded<Long, V> loaded = scope.findAll(loader, ids);
    loaded.found().forEach((id, value) -> sink.seen(view, id, state.apply(value)));
    loaded.missing().forEach(id -> sink.seen(view, id, State.NOTHING));
    loaded.failed().values().forEach(this::failed);
  }

  private <V extends Child> void coded(View view, Loaded<String, V> loaded) {
    loaded
        .found()
        .forEach(
            (code, row) ->
                sink.seen(view, Scale.number(code), new State(row.codeVersion(), row.id())));
    loaded.missing().forEach(code -> sink.seen(view, Scale.number(code), State.NOTHING));
    loaded.failed().values().forEach(this::failed);
  }

  private void shops(View view, Collection<Long> ids) {
    Map<Long, Shop> shops = new HashMap<>();
    ids.forEach(id -> shops.put(id, Shop.named(id)));
    scope.prefetch(
        view == View.ITEM_COUNT ? SHOP_COUNT : view == View.ITEM_STAMP ? SHOP_STAMP : SHOP_LIST,
        shops.values());
    shops.forEach((id, shop) -> attempt(() -> shop(view, id, shop)));
  }

  private void shop(View view, long id, Shop shop) {
    switch (view) {
      case ITEM_COUNT -> sink.seen(view, id, State.ofContent(Shop.COUNT.of(shop)));
      case ITEM_STAMP -> sink.seen(view, id, stamp(Shop.STAMP.find(shop).orElse(0L)));
      default -> {
        List<Item> items = Shop.ITEMS.of(shop);
        sink.seen(view, id, list(items));
        rows(View.ITEM_ROW, items);
      }
    }
  }

  private void vaults(View view, Collection<Long> ids) {
    Map<Long, Vault> vaults = new HashMap<>();
    ids.forEach(id -> vaults.put(id, Vault.named(id)));
    scope.prefetch(
        view == View.COIN_COUNT ? VAULT_COUNT : view == View.COIN_STAMP ? VAULT_STAMP : VAULT_LIST,
        vaults.values());
    vaults.forEach((id, vault) -> attempt(() -> vault(view, id, vault)));
  }

  private void vault(View view, long id, Vault vault) {
    switch (view) {
      case COIN_COUNT -> sink.seen(view, id, State.ofContent(Vault.COUNT.of(vault)));
      case COIN_STAMP -> sink.seen(view, id, stamp(Vault.STAMP.find(vault).orElse(0L)));
      default -> {
        List<Coin> coins = Vault.COINS.of(vault);
        sink.seen(view, id, list(coins));
        rows(View.COIN_ROW, coins);
      }
    }
  }

  private void rows(View view, List<? extends Child> children) {
    for (Child child : children) {
      if (!Scale.isSign(child.id())) {
        sink.seen(view, child.id(), new State(child.version(), child.writer()));
      }
    }
  }

  private void attempt(Runnable read) {
    try {
      read.run();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void failed(RuntimeException failure) {
    recorder.tell(new Trouble("read: " + failure.getClass().getSimpleName()));
  }

  private static State row(Parent parent) {
    return new State(parent.version(), parent.writer());
  }

  private static State row(Child child) {
    return new State(child.version(), child.writer());
  }

  private static State note(Note note) {
    return new State(note.version(), note.writer());
  }

  private static State summary(Summary summary) {
    return new State(summary.stamp(), summary.count());
  }

  private static State stamp(long version) {
    return new State(version, State.UNKNOWN);
  }

  /** Its sign is missing if the list was read a moment before the row of the sign was deleted. */
  private static State list(List<? extends Child> children) {
    return children.stream()
        .map(Child::id)
        .filter(Scale::isSign)
        .map(Scale::version)
        .min(Long::compare)
        .map(Reader::stamp)
        .orElse(State.REPLACED);
  }

  private static List<String> codes(Collection<Long> ids) {
    return ids.stream().map(Scale::code).toList();
  }
}
