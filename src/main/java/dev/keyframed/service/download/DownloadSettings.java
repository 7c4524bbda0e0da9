package dev.keyframed.service.download;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Holds the settings of downloads (src/docs/configuration.md).
 *
 * @param videosDir the root of all videos
 * @param access permissions and group of videos
 * @param concurrency downloads at once
 * @param attempts tries that one video may fail by its own fault
 * @param maxSize limit of one video in bytes
 * @param locateTimeout longest time of a request for the location of a file
 * @param keepParts time for which an unchanged part of a video is kept
 * @param allowPrivateAddresses for sandboxes: allows plain HTTP and any address
 */
public record DownloadSettings(
    Path videosDir,
    VideoAccess access,
    int concurrency,
    int attempts,
    long maxSize,
    Duration locateTimeout,
    Duration keepParts,
    boolean allowPrivateAddresses) {}
