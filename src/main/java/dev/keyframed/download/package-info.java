/**
 * Fetches finished videos. A video is paid for, so it is fetched until it is here: a cut download
 * goes on where it was cut, an expired URL is asked for again, and only what arrived whole takes
 * the video's name.
 *
 * <p>The bytes go through one worker at a time, in order, to a {@code .part} file beside the
 * target: written out of order, as an asynchronous file may do it, a killed process could leave a
 * hole that a resumed download would never notice. Its ETag lies in a file beside it; without a
 * strong one nothing is resumed. A run locks the part from its first look to its end: where a lease
 * runs out while its holder still writes, the next one waits, on this machine, instead of writing
 * to the same file, which may have its final name by then.
 *
 * <p>What is no whole MP4 as far as we can tell, but was served the very same to an earlier run, is
 * what the provider made, and is delivered unchecked; pages and error documents never are.
 *
 * <p>A part is its daemon's alone. With its name a video gets the mode and the group that were
 * configured. Whether anything can be stored is tried again and again: without room nothing more is
 * submitted.
 *
 * <p>The storage host is not the API's: it never sees the key, its URLs are used as they are, since
 * their signature covers each character, and it must be public like every host we connect to.
 */
package dev.keyframed.download;
