package io.drover.agent.link;

import io.drover.agent.model.AllocUpdate;
import io.drover.agent.model.DeploymentHealth;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.link.AllocUpdatesAckDecoder;
import io.drover.sbe.link.AllocUpdatesEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.ExpandableArrayBuffer;

/**
 * Updates that the cluster has not acknowledged: of each allocation the newest. Filled by the agent's thread, emptied by the link's.
 */
final class UpdateOutbox {
    private static final long RESEND_MIN_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long RESEND_MAX_NS = TimeUnit.SECONDS.toNanos(10);
    private static final int BATCH_LENGTH_MAX = 128 * 1024;

    private static final class Entry {
        final AllocUpdate update;
        long sendAtNs;
        long backOffNs = RESEND_MIN_NS;

        Entry(final AllocUpdate update, final long nowNs) {
            this.update = update;
            this.sendAtNs = nowNs;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final AllocUpdatesEncoder encoder = new AllocUpdatesEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    synchronized void put(final AllocUpdate update, final long nowNs) {
        entries.remove(update.allocId());
        entries.put(update.allocId(), new Entry(update, nowNs));
    }

    /** After a new connection everything unacknowledged goes again at once. */
    synchronized void resendAll(final long nowNs) {
        entries.values().forEach(entry -> entry.sendAtNs = nowNs);
    }

    /** Encodes what is due; 0 when nothing is. */
    synchronized int encode(final ExpandableArrayBuffer buffer, final long nowNs) {
        final List<Entry> due = new ArrayList<>();
        int length = 0;
        for (final Entry entry : entries.values()) {
            if (nowNs - entry.sendAtNs >= 0 && length < BATCH_LENGTH_MAX) {
                due.add(entry);
                length += entry.update.taskStates().length;
                entry.sendAtNs = nowNs + entry.backOffNs;
                entry.backOffNs = Math.min(RESEND_MAX_NS, entry.backOffNs * 2);
            }
        }
        if (due.isEmpty()) {
            return 0;
        }
        encoder.wrapAndApplyHeader(buffer, 0, header);
        final AllocUpdatesEncoder.UpdatesEncoder group = encoder.updatesCount(due.size());
        due.forEach(entry -> encode(group.next(), entry.update));
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    synchronized void onAck(final AllocUpdatesAckDecoder.UpdatesDecoder ack) {
        final String allocId = new UUID(ack.allocId().high(), ack.allocId().low()).toString();
        final Entry entry = entries.get(allocId);
        if (entry != null && entry.update.version() <= ack.updateNumber()) {
            entries.remove(allocId);
        }
    }

    private static void encode(final AllocUpdatesEncoder.UpdatesEncoder to, final AllocUpdate update) {
        final UUID id = UUID.fromString(update.allocId());
        to.allocId().high(id.getMostSignificantBits()).low(id.getLeastSignificantBits());
        final DeploymentHealth health = update.health();
        final TaskTimes times = TaskTimes.of(update.taskStates());
        to.hasFailedTasks(times.hasFailed() ? Bool.YES : Bool.NO)
                .startedMs(times.startedMs())
                .finishedMs(times.finishedMs());
        to.updateNumber(update.version())
                .clientStatus(status(update.clientStatus()))
                .health(health == null ? Health.UNSET : health.healthy() ? Health.HEALTHY : Health.UNHEALTHY)
                .healthTimestampMs(health == null ? 0 : TimeUnit.NANOSECONDS.toMillis(health.timestampNs()));
        final byte[] network = NetworkStatusJson.bytes(update.networkStatus());
        to.description(update.clientDescription())
                .putTaskStates(update.taskStates(), 0, update.taskStates().length)
                .putNetworkStatus(network, 0, network.length);
    }

    private static ClientStatus status(final io.drover.agent.model.ClientStatus status) {
        return switch (status) {
            case PENDING -> ClientStatus.PENDING;
            case RUNNING -> ClientStatus.RUNNING;
            case COMPLETE -> ClientStatus.COMPLETE;
            case FAILED -> ClientStatus.FAILED;
        };
    }
}
