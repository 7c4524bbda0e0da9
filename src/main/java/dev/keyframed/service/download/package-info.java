/**
 * Fetches finished videos. A video is paid for, so it is fetched until it is complete. A cut
 * transfer is resumed, an expired URL is asked for again, and only a complete file takes the
 * video's name.
 *
 * <p>One worker at a time writes the bytes, in order, to a {@code .part} file beside the target.
 * Written out of order, as an asynchronous file may do it, a killed process could leave a gap that
 * a resumed download would never notice. The ETag is in a file beside it; without a strong one
 * nothing is resumed. A run locks the part from its first check to its end. If its lease expires
 * while it still writes, the next run on this machine waits instead of writing to the same file,
 * which may have its final name by then.
 *
 * <p>A file that does not pass as a whole MP4, but was served the same to an earlier run, is what
 * the provider made. It is delivered unchecked. Pages and error documents are never delivered.
 *
 * <p>Only its daemon can read a part. With its name a video gets the configured mode and group. A
 * periodic check tests whether anything can be stored: without space nothing more is submitted.
 *
 * <p>The storage host is not the API's, and never gets the key. Its URLs are used unchanged, since
 * their signature covers each character. It must be public, like every host that the daemon
 * connects to.
 */
package dev.keyframed.service.download;
