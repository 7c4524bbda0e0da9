package dev.keyframed.job.model;

import dev.keyframed.job.Attempt;

/**
 * Represents a possible next step.
 *
 * @param what for people
 * @param to the model state after it
 * @param unaided whether it needs no message from outside: the daemons' own clock and queries
 * @param echoed the attempt whose challenge it answers with our vote, or null
 */
record ModelStep(String what, ModelState to, boolean unaided, Attempt echoed) {}
