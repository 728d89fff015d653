package io.drover.agent.api;

import io.drover.agent.volume.HostVolumes;
import io.drover.agent.volume.MadeVolume;
import io.drover.agent.volume.VolumeException;
import io.drover.agent.volume.VolumeRequest;
import java.io.IOException;

/** {@code /v1/client/volume/{create,register,delete}}: what servers ask of this node's dynamic host volumes. */
final class VolumeEndpoint {
    private final HostVolumes volumes;

    VolumeEndpoint(final HostVolumes volumes) {
        this.volumes = volumes;
    }

    ClientResponse handle(final String verb, final ClientRequest request) throws ApiException {
        if (!request.method().equals("PUT")) {
            throw new ApiException(405, "Invalid method");
        }
        try {
            final VolumeRequest volume = VolumeRequest.of(RequestBody.object(request.body()));
            return switch (verb) {
                case "create" -> made(volumes.create(volume));
                case "register" -> made(volumes.register(volume));
                case "delete" -> {
                    volumes.delete(volume);
                    yield ClientResponse.empty();
                }
                default -> throw new ApiException(404, "resource not found");
            };
        } catch (final VolumeException e) {
            throw new ApiException(500, String.valueOf(e.getMessage()));
        } catch (final IOException e) {
            throw new ApiException(400, String.valueOf(e.getMessage()));
        }
    }

    private static ClientResponse made(final MadeVolume volume) throws IOException {
        return ClientResponse.json(JsonText.of(json -> {
            json.writeStartObject();
            json.writeNumberField("CapacityBytes", volume.capacityBytes());
            json.writeStringField("HostPath", volume.hostPath());
            json.writeEndObject();
        }));
    }
}
