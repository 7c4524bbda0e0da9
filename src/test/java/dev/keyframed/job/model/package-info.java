/**
 * Explores every interleaving of the machine, the provider and the network between them.
 *
 * <p>The vote (src/docs/vote.md) is a two-phase commit with a party that does not know of it. Its
 * rules are few. Each guards against an order of events that no author of an example would think
 * of. So the machine itself, not a copy, is explored here. From each {@link
 * dev.keyframed.job.model.ModelState} every possible step is taken, breadth first. Every model
 * state that is reached is checked against {@link dev.keyframed.job.model.Rule}.
 *
 * <p>The network needs no state of its own. A message that was once sent may arrive at any later
 * moment, never, or many times, and so in any order: that is delay, loss and doubling at once. The
 * messages of a crashed daemon never come; that the job needs none of them to reach an end is a
 * rule of its own. Time is not counted: any awaited moment may have come.
 *
 * <p>{@link dev.keyframed.job.model.ProviderSteps} holds all assumptions about the provider. {@link
 * dev.keyframed.job.model.BrokenAssumption} holds the faults beyond them, at most one in a job's
 * life. {@link dev.keyframed.job.model.PlantedMistake} shows that the exploration finds a broken
 * rule: each mistake leaves out one precaution, and is found.
 */
package dev.keyframed.job.model;
