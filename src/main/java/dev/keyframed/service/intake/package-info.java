/**
 * Reads what producers put on the queue, names every mistake at once, and passes valid jobs to the
 * store.
 *
 * <p>Plain code on a worker thread examines a job, since its frames may have 20 MB each and are
 * walked to their end. The verticle only reads, passes on and waits. The rules of single fields are
 * in one place, {@code job.schema.json}, which producers may use as well. Each field's {@code must}
 * in it is the message of its mistake. Rules that combine fields are code.
 *
 * <p>An entry leaves the queue in the same step that stores it, as a job or as a rejected one. So a
 * crash between reading and storing costs another reading and nothing else. An entry that seems to
 * end the daemon repeatedly is rejected unread. A failure to store it does not count for that.
 *
 * <p>URLs of frames are not fetched here: the provider does that. Faults that can be seen in the
 * URL itself are reported now, free of charge, instead of by the provider later.
 */
package dev.keyframed.service.intake;
