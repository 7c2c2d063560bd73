package dev.twofold.internal.read;

import dev.twofold.internal.flight.Flights;
import dev.twofold.internal.tiers.DatabaseHealth;
import dev.twofold.internal.tiers.LoadTimes;

/**
 * What the requests of a process know of each other's loads.
 *
 * @param flights those that run
 * @param health whether databases are asked
 * @param times how long they take
 * @param refreshes takes what soon has to be loaded again
 */
public record SharedLoads(
    Flights flights, DatabaseHealth health, LoadTimes times, Refreshes refreshes) {}
