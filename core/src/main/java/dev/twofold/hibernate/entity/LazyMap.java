package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.LazyContents;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.collection.spi.LazyInitializable;
import org.jspecify.annotations.Nullable;

/** A map that is read when it is touched and cannot be changed. */
class LazyMap<K, V> implements Map<K, V>, LazyInitializable, LazyContents, RoleContents.Holder {

  private final RoleContents contents;

  LazyMap(RoleContents contents) {
    this.contents = contents;
  }

  /** The entries; reads them if they are not. */
  Map<K, V> read() {
    return contents.entries();
  }

  @Override
  public RoleContents roleContents() {
    return contents;
  }

  @Override
  public boolean isRead() {
    return contents.isRead();
  }

  @Override
  public boolean wasInitialized() {
    return contents.isRead();
  }

  @Override
  public void forceInitialization() {
    contents.entries();
  }

  @Override
  public int size() {
    return read().size();
  }

  @Override
  public boolean isEmpty() {
    return read().isEmpty();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return read().containsKey(key);
  }

  @Override
  public boolean containsValue(@Nullable Object value) {
    return read().containsValue(value);
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    return read().get(key);
  }

  @Override
  public Set<K> keySet() {
    return Collections.unmodifiableSet(read().keySet());
  }

  @Override
  public Collection<V> values() {
    return Collections.unmodifiableCollection(read().values());
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return Collections.unmodifiableMap(read()).entrySet();
  }

  @Override
  public @Nullable V put(K key, V value) {
    throw contents.refusal();
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> entries) {
    throw contents.refusal();
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    throw contents.refusal();
  }

  @Override
  public V computeIfAbsent(K key, Function<? super K, ? extends V> create) {
    throw contents.refusal();
  }

  @Override
  public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> change) {
    throw contents.refusal();
  }

  @Override
  public V compute(K key, BiFunction<? super K, ? super V, ? extends V> change) {
    throw contents.refusal();
  }

  @Override
  public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> change) {
    throw contents.refusal();
  }

  @Override
  public @Nullable V replace(K key, V value) {
    throw contents.refusal();
  }

  @Override
  public boolean replace(K key, V before, V after) {
    throw contents.refusal();
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> change) {
    throw contents.refusal();
  }

  @Override
  public @Nullable V remove(@Nullable Object key) {
    throw contents.refusal();
  }

  @Override
  public boolean remove(@Nullable Object key, @Nullable Object value) {
    throw contents.refusal();
  }

  @Override
  public void clear() {
    throw contents.refusal();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this || read().equals(other);
  }

  @Override
  public int hashCode() {
    return read().hashCode();
  }

  @Override
  public String toString() {
    return read().toString();
  }
}
