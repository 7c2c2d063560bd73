package dev.twofold.hibernate.entity;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map that is read when it is touched and cannot be changed. */
class LazyMap<K, V> extends LazyView<Map<K, V>> implements Map<K, V> {

  LazyMap(RoleContents contents) {
    super(contents);
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
    throw refusal();
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> entries) {
    throw refusal();
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    throw refusal();
  }

  @Override
  public V computeIfAbsent(K key, Function<? super K, ? extends V> create) {
    throw refusal();
  }

  @Override
  public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> change) {
    throw refusal();
  }

  @Override
  public V compute(K key, BiFunction<? super K, ? super V, ? extends V> change) {
    throw refusal();
  }

  @Override
  public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> change) {
    throw refusal();
  }

  @Override
  public @Nullable V replace(K key, V value) {
    throw refusal();
  }

  @Override
  public boolean replace(K key, V before, V after) {
    throw refusal();
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> change) {
    throw refusal();
  }

  @Override
  public @Nullable V remove(@Nullable Object key) {
    throw refusal();
  }

  @Override
  public boolean remove(@Nullable Object key, @Nullable Object value) {
    throw refusal();
  }

  @Override
  public void clear() {
    throw refusal();
  }
}
