package io.drover.gateway.edge;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.Reply;
import io.drover.sbe.command.AllocUpdatesEncoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.Health;
import io.drover.sbe.link.AllocUpdatesDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Allocation updates of all nodes, merged: of each allocation only the newest. The first goes at once; while a command is on its
 * way the next ones gather, so that a resent command can never overtake a newer one. Acknowledged to their nodes only when the
 * state has them. The edge's thread.
 */
final class UpdateBatch {
    /** One update as a node sent it. */
    record Update(
            NodeSession session,
            UUID allocId,
            long nodeHandle,
            long number,
            ClientStatus status,
            Health health,
            long healthTimestampMs,
            Bool hasFailedTasks,
            long startedMs,
            long finishedMs,
            byte[] description,
            byte[] taskStates,
            byte[] networkStatus) {
        int length() {
            return description.length + taskStates.length + networkStatus.length + 64;
        }
    }

    private static final int COMMAND_LENGTH_MAX = 256 * 1024;
    private static final int COUNT_MAX = 512;
    /** The state refuses a longer one, and everything that comes with it. */
    private static final int DESCRIPTION_LENGTH_MAX = 1_024;

    /** Two of this size still fit one command. */
    private static final int UPDATE_LENGTH_MAX = 384 * 1024;

    /** Nodes do not speak for each other's allocations, whatever they say. */
    private record Key(long nodeHandle, UUID allocId) {}

    private final long edgeId;
    private final CommandBuffer command;
    private final AllocUpdatesEncoder encoder = new AllocUpdatesEncoder();
    private final Map<Key, Update> waiting = new LinkedHashMap<>();
    /** Of a batch that was refused: each goes by itself, so that the one that is to blame takes no other along. */
    private final ArrayDeque<Update> alone = new ArrayDeque<>();

    private final BiConsumer<List<Update>, Reply> onApplied;
    private final Runnables inbox;
    private boolean isInFlight;

    /** @param onApplied runs on the edge's thread with what the state machine has taken. */
    UpdateBatch(
            final long edgeId,
            final Core core,
            final Runnables inbox,
            final BiConsumer<List<Update>, Reply> onApplied) {
        this.edgeId = edgeId;
        this.command = new CommandBuffer(core);
        this.inbox = inbox;
        this.onApplied = onApplied;
    }

    /** Takes an update over; false when it is one that the state would refuse. */
    boolean add(final NodeSession session, final long nodeHandle, final AllocUpdatesDecoder.UpdatesDecoder decoder) {
        final UUID allocId =
                new UUID(decoder.allocId().high(), decoder.allocId().low());
        final long number = decoder.updateNumber();
        final ClientStatus status = decoder.clientStatus();
        final Health health = decoder.health();
        final long healthTimestampMs = decoder.healthTimestampMs();
        final Bool hasFailedTasks = decoder.hasFailedTasks();
        final long startedMs = decoder.startedMs();
        final long finishedMs = decoder.finishedMs();
        if (decoder.descriptionLength() > DESCRIPTION_LENGTH_MAX) {
            skip(decoder);
            return false;
        }
        final byte[] description = new byte[decoder.descriptionLength()];
        decoder.getDescription(description, 0, description.length);
        final byte[] taskStates = new byte[decoder.taskStatesLength()];
        decoder.getTaskStates(taskStates, 0, taskStates.length);
        final byte[] networkStatus = new byte[decoder.networkStatusLength()];
        decoder.getNetworkStatus(networkStatus, 0, networkStatus.length);
        if (taskStates.length + networkStatus.length > UPDATE_LENGTH_MAX) {
            return false;
        }
        final Key key = new Key(nodeHandle, allocId);
        final Update known = waiting.get(key);
        if (known == null || known.number <= number) {
            waiting.put(
                    key,
                    new Update(
                            session,
                            allocId,
                            nodeHandle,
                            number,
                            status,
                            health,
                            healthTimestampMs,
                            hasFailedTasks,
                            startedMs,
                            finishedMs,
                            description,
                            taskStates,
                            networkStatus));
        }
        return true;
    }

    private static void skip(final AllocUpdatesDecoder.UpdatesDecoder decoder) {
        decoder.skipDescription();
        decoder.skipTaskStates();
        decoder.skipNetworkStatus();
    }

    int poll() {
        if (isInFlight || (waiting.isEmpty() && alone.isEmpty())) {
            return 0;
        }
        final List<Update> batch = alone.isEmpty() ? take() : List.of(alone.poll());
        encode(batch);
        isInFlight = true;
        command.send(encoder.encodedLength())
                .whenComplete((reply, error) -> inbox.add(() -> {
                    isInFlight = false;
                    if (error == null && reply.isOk()) {
                        onApplied.accept(batch, reply);
                    } else if (error == null && batch.size() > 1) {
                        alone.addAll(batch);
                    }
                    // What is not acknowledged is sent again by its node.
                }));
        return batch.size();
    }

    private List<Update> take() {
        final List<Update> batch = new ArrayList<>();
        int length = 0;
        final Iterator<Update> updates = waiting.values().iterator();
        while (updates.hasNext() && batch.size() < COUNT_MAX && length < COMMAND_LENGTH_MAX) {
            final Update update = updates.next();
            updates.remove();
            batch.add(update);
            length += update.length();
        }
        return batch;
    }

    private void encode(final List<Update> batch) {
        encoder.wrapAndApplyHeader(command.buffer, 0, command.header).edgeId(edgeId);
        final AllocUpdatesEncoder.UpdatesEncoder group = encoder.updatesCount(batch.size());
        for (final Update update : batch) {
            group.next()
                    .nodeHandle(update.nodeHandle)
                    .clientStatus(update.status)
                    .health(update.health)
                    .healthTimestampMs(update.healthTimestampMs)
                    .hasFailedTasks(update.hasFailedTasks)
                    .startedMs(update.startedMs)
                    .finishedMs(update.finishedMs);
            group.allocId().high(update.allocId.getMostSignificantBits()).low(update.allocId.getLeastSignificantBits());
            group.putDescription(update.description, 0, update.description.length)
                    .putTaskStates(update.taskStates, 0, update.taskStates.length)
                    .putNetworkStatus(update.networkStatus, 0, update.networkStatus.length);
        }
    }
}
