package io.drover.agent.volume;

/**
 * A host volume as tasks can mount it.
 *
 * @param id of a dynamic one, empty for one of the node's configuration.
 */
public record HostVolume(String id, String path, boolean readOnly) {}
