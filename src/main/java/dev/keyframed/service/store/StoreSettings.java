package dev.keyframed.service.store;

import dev.keyframed.job.machine.Machine;
import dev.keyframed.port.JobStore.ClaimLimits;
import java.time.Duration;

/**
 * Holds the settings of the task store; a reload makes a new instance.
 *
 * @param overdueAfter a task at work for longer is counted as overdue
 * @param queriesPerMinute over all daemons of the namespace
 * @param retention how long an ended job is kept: a job that is gone sooner was forgotten
 */
public record StoreSettings(
    Machine machine,
    ClaimLimits limits,
    CallbackPolicy callbacks,
    Duration overdueAfter,
    int queriesPerMinute,
    Duration retention) {}
