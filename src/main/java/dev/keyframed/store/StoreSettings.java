package dev.keyframed.store;

import dev.keyframed.job.Machine;
import dev.keyframed.port.JobStore.Limits;
import java.time.Duration;

/**
 * What the store verticle goes by; another one after a reload.
 *
 * @param overdueAfter a task at work for longer is counted as overdue
 * @param queriesPerMinute over all nodes of the namespace
 * @param retention how long an ended job is kept: one that is gone sooner was forgotten
 */
public record StoreSettings(
    Machine machine,
    Limits limits,
    Callbacks callbacks,
    Duration overdueAfter,
    int queriesPerMinute,
    Duration retention) {}
