/**
 * From the queue to the store: reads what producers wrote, says everything that is wrong about it
 * at once, and hands on what is right.
 *
 * <p>A job is examined by plain code on a worker thread, since its frames may be 20 MB each and
 * their whole length is walked; the verticle only reads, hands on and waits. What a field may be
 * stands in one place, {@code job.schema.json}, which producers may use as well: each field's
 * {@code must} there is the message of its mistake. Rules that tie fields together are code.
 *
 * <p>An entry leaves the queue by being stored, as a job or as a rejected one, in the same step. So
 * a crash between reading and storing costs another reading and nothing else. An entry that seems
 * to end the daemon again and again is rejected unseen; one that merely could not be stored is not
 * held against it.
 *
 * <p>URLs of frames are not fetched here: the provider does that. What can be seen to be wrong
 * about them is said now, for free, instead of by the provider later.
 */
package dev.keyframed.intake;
