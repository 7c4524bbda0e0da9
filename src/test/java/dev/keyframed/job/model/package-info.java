/**
 * Every interleaving of the machine, the provider and what lies between them.
 *
 * <p>The vote (design: the vote) is a two-phase commit with a party that does not know it takes
 * part in one. Its rules are few, and each of them guards against an order of events that nobody
 * would think of in a test by example. So the machine itself, not a copy, is explored here: from
 * each {@link dev.keyframed.job.model.World} every possible step is taken, breadth first, and every
 * world that is reached is held to the promises of {@link dev.keyframed.job.model.Rule}.
 *
 * <p>The network needs no state of its own. A message that was once sent may arrive at any later
 * moment, never, or many times, and so in any order: that is delay, loss and doubling at once. A
 * daemon that crashes is one whose messages never come; that the job needs none of them to reach an
 * end is a promise of its own. Time is not counted: whatever waits for a moment may find it come.
 *
 * <p>What the provider is taken to do, and nothing else, stands in {@link
 * dev.keyframed.job.model.ProviderSteps}; what may go wrong beyond that, once in a life, in {@link
 * dev.keyframed.job.model.Calamity}. That the exploration would see a broken rule is shown by
 * {@link dev.keyframed.job.model.Mistake}: each one leaves out one precaution, and is found.
 */
package dev.keyframed.job.model;
