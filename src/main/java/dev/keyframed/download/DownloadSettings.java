package dev.keyframed.download;

import java.nio.file.Path;

/**
 * Where videos go, and what they may cost (contract: {@code download}).
 *
 * @param videosDir the root of all videos
 * @param concurrency downloads at once
 * @param maxSize bytes of one video
 * @param allowPrivateAddresses for sandboxes: plain HTTP, and any address
 */
public record DownloadSettings(
    Path videosDir, int concurrency, long maxSize, boolean allowPrivateAddresses) {}
