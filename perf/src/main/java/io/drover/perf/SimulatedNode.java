package io.drover.perf;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.aeron.Aeron;
import io.drover.agent.fingerprint.DriverInfo;
import io.drover.agent.fingerprint.NodeResources;
import io.drover.agent.link.JoinClient;
import io.drover.agent.link.LinkListener;
import io.drover.agent.link.LinkSession;
import io.drover.agent.link.NodeIdentity;
import io.drover.agent.link.Registration;
import io.drover.agent.model.AllocUpdate;
import io.drover.agent.model.ClientStatus;
import io.drover.agent.model.NetworkStatus;
import io.drover.agent.model.NodeInfo;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.link.AssignmentsDecoder;
import io.drover.sbe.link.CallDecoder;
import io.drover.sbe.snapshot.AllocRowDecoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/** A node that joins and converses over the real link and says at once that what it is given runs. Duty cycle of one thread. */
final class SimulatedNode implements LinkListener {
    private static final NetworkStatus NO_NETWORK = new NetworkStatus("", "", "", MissingNode.getInstance());

    private final NodeIdentity identity = NodeIdentity.create();
    private final byte[] taskStates = ("{\"t\":{\"State\":\"running\",\"Failed\":false,\"Restarts\":0,\"StartedAt\":\""
                    + Instant.now() + "\",\"FinishedAt\":null,\"Events\":[]}}")
            .getBytes(StandardCharsets.UTF_8);
    private final String name;
    private final Set<String> running = new HashSet<>();
    private final AllocRowDecoder row = new AllocRowDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LinkSession session;
    private final long ttlMs;
    private long updates;
    private volatile boolean isDead;
    private volatile boolean isAtHome;

    /** Joins; blocking. */
    SimulatedNode(final Aeron aeron, final List<String> servers, final int number) throws IOException {
        name = "sim-" + number;
        final JoinClient.Joined joined =
                new JoinClient(servers, identity).join(registration().encode());
        ttlMs = joined.heartbeatTtlMs();
        session = new LinkSession(aeron, identity.nodeId(), joined, this, System.nanoTime());
    }

    String id() {
        return identity.nodeId().toString();
    }

    long ttlMs() {
        return ttlMs;
    }

    /** From now on the node says nothing, as if its machine had stopped. Any thread. */
    void die() {
        isDead = true;
    }

    boolean isDead() {
        return isDead;
    }

    /** Whether an edge has welcomed it; an answer of some cycles ago. Any thread. */
    boolean isAtHome() {
        return isAtHome;
    }

    int doWork(final long nowNs) {
        if (isDead) {
            return 0;
        }
        final int work = session.doWork(nowNs);
        isAtHome = session.isOpen();
        return work;
    }

    void close() {
        session.close();
    }

    @Override
    public boolean onAssignments(final AssignmentsDecoder assignments) {
        final byte[] bytes = new byte[assignments.rowsLength()];
        assignments.getRows(bytes, 0, bytes.length);
        final UnsafeBuffer rows = new UnsafeBuffer(bytes);
        int offset = 0;
        while (offset < rows.capacity()) {
            final int length = rows.getInt(offset, ByteOrder.LITTLE_ENDIAN);
            row.wrapAndApplyHeader(rows, offset + Integer.BYTES, header);
            assign();
            offset += Integer.BYTES + length;
        }
        return true;
    }

    private void assign() {
        final String allocId = new UUID(row.allocId().high(), row.allocId().low()).toString();
        if (row.desiredStatus() == DesiredStatus.RUN) {
            if (running.add(allocId)) {
                put(allocId, ClientStatus.RUNNING);
            }
        } else if (running.remove(allocId)) {
            put(allocId, ClientStatus.COMPLETE);
        }
    }

    private void put(final String allocId, final ClientStatus status) {
        session.put(new AllocUpdate(
                allocId, ++updates, status, status.description(), taskStates, null, NO_NETWORK, List.of()));
    }

    @Override
    public void onCall(final CallDecoder call) {
        // Nobody asks a simulated node for logs or files.
    }

    @Override
    public void onForgotten() {
        // Nobody purges simulated nodes.
    }

    @Override
    public void onWelcome() {
        // The session says itself whether it is open.
    }

    private Registration registration() {
        final DriverInfo driver =
                new DriverInfo(new TreeMap<>(Map.of("driver.mock_driver", "1")), true, true, "Healthy", Instant.now());
        final NodeResources resources = new NodeResources(
                new NodeResources.Cpu(
                        100_000,
                        100_000,
                        0,
                        0,
                        List.of(new NodeResources.Core(0, 0, 0, true, false, 100_000, 0, 0)),
                        List.of(0)),
                262_144,
                1_000_000,
                List.of(),
                List.of(new NodeResources.NodeNetwork(
                        "host",
                        "lo",
                        "",
                        1_000,
                        List.of(new NodeResources.NodeAddress("ipv4", "default", "127.0.0.1", "")))));
        final NodeInfo info = new NodeInfo(
                id(),
                name,
                "dc1",
                "global",
                "",
                "default",
                Map.of("driver.mock_driver", "1", "kernel.name", "linux", "cpu.arch", "amd64"),
                Map.of(),
                100_000);
        return new Registration(
                info,
                resources,
                Map.of("mock_driver", driver),
                Registration.Reserved.NONE,
                20_000,
                32_000,
                List.of(),
                Map.of(),
                List.of(),
                "{\"Drivers\":{\"mock_driver\":{\"Detected\":true,\"Healthy\":true}}}"
                        .getBytes(StandardCharsets.UTF_8));
    }
}
