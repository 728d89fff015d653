package io.drover.agent.volume;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.spec.JsonFields;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the cluster asks of a dynamic host volume. Names and ids end up in paths and in the environment of programs, so their form is
 * checked.
 *
 * @param id a UUID.
 * @param name the name that jobs ask for.
 * @param plugin who makes it; empty for one that was there before.
 * @param hostPath where it is, when it is there.
 */
public record VolumeRequest(
        String id,
        String name,
        String plugin,
        String namespace,
        String nodePool,
        String hostPath,
        long capacityMinBytes,
        long capacityMaxBytes,
        Map<String, String> parameters) {
    private static final int NAME_LENGTH_MAX = 128;

    /** Copies the parameters. */
    public VolumeRequest {
        parameters = new TreeMap<>(parameters);
    }

    /** Reads a request. */
    public static VolumeRequest of(final JsonNode json) throws VolumeException {
        final VolumeRequest request = new VolumeRequest(
                JsonFields.text(json, "ID"),
                JsonFields.text(json, "Name"),
                JsonFields.text(json, "PluginID"),
                JsonFields.text(json, "Namespace"),
                JsonFields.text(json, "NodePool"),
                JsonFields.text(json, "HostPath"),
                JsonFields.integer(json, "CapacityMinBytes"),
                JsonFields.integer(json, "CapacityMaxBytes"),
                JsonFields.stringMap(json, "Parameters"));
        if (!request.id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new VolumeException("volume ID must be a UUID, but is \"" + request.id + "\"");
        }
        if (request.name.isEmpty() || request.name.length() > NAME_LENGTH_MAX) {
            throw new VolumeException("volume name must have 1 to " + NAME_LENGTH_MAX + " characters");
        }
        if (!request.plugin.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}|")) {
            throw new VolumeException("invalid plugin ID \"" + request.plugin + "\"");
        }
        return request;
    }

    /** The same volume, found at a path. */
    VolumeRequest at(final String path) {
        return new VolumeRequest(
                id, name, plugin, namespace, nodePool, path, capacityMinBytes, capacityMaxBytes, parameters);
    }
}
