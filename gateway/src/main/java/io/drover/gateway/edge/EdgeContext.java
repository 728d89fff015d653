package io.drover.gateway.edge;

import io.aeron.Aeron;
import io.drover.gateway.command.LevelCommands;
import io.drover.gateway.core.Core;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of an {@link Edge}.
 *
 * @param edgeId random, unlike that of any other edge.
 * @param member what the server in this process says of itself.
 * @param name for people.
 * @param httpAddress host:port of this process's HTTP API, as nodes reach it.
 * @param linkHost address that the link listens on.
 * @param linkPort UDP port of the uplinks; downlinks are controlled through the next one.
 * @param aeron client of the media driver that carries the link; null where the edge is given other streams.
 * @param core the way to the state machine.
 * @param linkKey the secret of the cluster's edges.
 */
public record EdgeContext(
        long edgeId,
        LevelCommands.Member member,
        String name,
        String httpAddress,
        String linkHost,
        int linkPort,
        @Nullable Aeron aeron,
        Core core,
        LinkKey linkKey) {
    /** Stream of frames towards edges. */
    public static final int UPLINK_STREAM = 2001;

    /** Stream of frames towards nodes. */
    public static final int DOWNLINK_STREAM = 2002;

    String uplinkChannel() {
        return "aeron:udp?endpoint=" + linkHost + ":" + linkPort;
    }

    String downlinkChannel(final long imageCorrelationId) {
        return "aeron:udp?control-mode=response|control=" + linkHost + ":" + (linkPort + 1)
                + "|term-length=256k|response-correlation-id=" + imageCorrelationId;
    }

    String linkAddress() {
        return linkHost + ":" + linkPort;
    }
}
