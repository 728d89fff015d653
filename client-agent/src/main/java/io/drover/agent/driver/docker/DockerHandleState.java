package io.drover.agent.driver.docker;

import io.drover.agent.driver.DriverException;
import java.nio.charset.StandardCharsets;

/**
 * What is kept about a container across restarts of the agent, as lines of text.
 *
 * @param containerId the engine's id.
 * @param imageId the image it was made from.
 */
record DockerHandleState(String containerId, String imageId) {
    private static final String MAGIC = "drover-docker-1";
    private static final int LINES = 3;

    byte[] encode() {
        return String.join("\n", MAGIC, containerId, imageId).getBytes(StandardCharsets.UTF_8);
    }

    static DockerHandleState decode(final byte[] bytes) throws DriverException {
        final String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
        if (lines.length != LINES || !MAGIC.equals(lines[0])) {
            throw DriverException.permanent("failed to decode task state from handle: expected " + MAGIC);
        }
        return new DockerHandleState(lines[1], lines[2]);
    }
}
