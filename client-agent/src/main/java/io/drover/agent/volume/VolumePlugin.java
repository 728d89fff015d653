package io.drover.agent.volume;

/** Makes and removes the files of dynamic host volumes. Both must be idempotent: volumes are made again when the agent starts. */
interface VolumePlugin {
    /** Version, as the node's attribute {@code plugins.host_volume.ID.version} tells it. */
    String version();

    /** Makes a volume, or finds it made. */
    MadeVolume create(VolumeRequest request) throws VolumeException;

    /** Removes a volume, or finds it removed. */
    void delete(VolumeRequest request) throws VolumeException;
}
