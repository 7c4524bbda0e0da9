package dev.keyframed.store;

import dev.keyframed.job.Machine;
import dev.keyframed.port.JobStore.Limits;

/**
 * What the store verticle goes by; another one after a reload.
 *
 * @param queriesPerMinute over all nodes of the namespace
 */
public record StoreSettings(
    Machine machine, Limits limits, Callbacks callbacks, int queriesPerMinute) {}
