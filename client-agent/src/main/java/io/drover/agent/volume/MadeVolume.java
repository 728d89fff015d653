package io.drover.agent.volume;

/**
 * Where a volume is.
 *
 * @param capacityBytes what it can hold, 0 when that is unknown.
 */
public record MadeVolume(String hostPath, long capacityBytes) {}
