/**
 * What a frame is: how a job names it, which images the provider takes, and where files may lie.
 *
 * <p>The rules stand here once, for admission, for submission and for the commands. Images are
 * strangers' files, so no general image reader is used: format, width and height are read from the
 * few bytes that hold them, and the rest is walked from head to head, forward only, to see that the
 * end is there. A length that a file claims is a number of bytes to step over, never one to
 * allocate. Pixels are not decoded.
 *
 * <p>Plain Java; knows nothing of jobs, of the event loop or of the provider's protocol.
 */
package dev.keyframed.frame;
