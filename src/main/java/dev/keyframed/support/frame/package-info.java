/**
 * Defines what a frame is: its forms in a job, the accepted images, and the directory of files.
 *
 * <p>The rules are here once, for admission, for submission and for the commands. Images are
 * untrusted files, so no general image reader is used. Format, width and height are read from the
 * few bytes that hold them. The rest is walked from header to header, forward only, to check that
 * the end is there. A length in a file is a number of bytes to skip, never one to allocate. Pixels
 * are not decoded.
 *
 * <p>Plain Java, without dependency on jobs, the event loop or the provider's protocol.
 */
package dev.keyframed.support.frame;
