package dev.twofold.checker.node;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.checker.history.Occasion;
import dev.twofold.checker.history.View;
import dev.twofold.checker.model.Coin;
import dev.twofold.checker.model.Item;
import dev.twofold.checker.model.ItemFar;
import dev.twofold.checker.model.Loaders.Coins;
import dev.twofold.checker.model.Loaders.Items;
import dev.twofold.checker.model.Loaders.ItemsFar;
import java.util.Set;

/** Reads rows past the tiers and fills them anew. */
final class RefreshRequest implements Request {

  @Override
  public void run(Worker worker) {
    long start = System.nanoTime();
    Set<Long> ids = worker.someIds(View.ITEM_ROW);
    try (LoadScope scope = worker.node().twofold().open()) {
      Loaded<Long, Item> items = scope.refreshAll(Items.class, ids);
      Loaded<Long, Coin> coins = scope.refreshAll(Coins.class, ids);
      Loaded<Long, ItemFar> itemsFar = scope.refreshAll(ItemsFar.class, ids);
      Reader reader = worker.reader(scope, start, Occasion.REFRESH);
      reader.read(View.ITEM_ROW, items.found().keySet());
      reader.read(View.COIN_ROW, coins.found().keySet());
      reader.read(View.ITEM_ROW_FAR, itemsFar.found().keySet());
    } catch (RuntimeException e) {
      worker.trouble("refresh", e);
    }
  }
}
