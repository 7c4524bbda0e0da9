package dev.keyframed.download;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where videos go, and what they may cost (contract: {@code download}).
 *
 * @param videosDir the root of all videos
 * @param access for whom they are
 * @param concurrency downloads at once
 * @param attempts tries that one video may fail by itself
 * @param maxSize bytes of one video
 * @param longestLook how long the question where a file is may take
 * @param keepParts how long the part of a video is kept that nothing is added to
 * @param allowPrivateAddresses for sandboxes: plain HTTP, and any address
 */
public record DownloadSettings(
    Path videosDir,
    VideoAccess access,
    int concurrency,
    int attempts,
    long maxSize,
    Duration longestLook,
    Duration keepParts,
    boolean allowPrivateAddresses) {}
