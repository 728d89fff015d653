package io.drover.tools.sim;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.Text;
import io.drover.gateway.command.VariableCommands;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.sbe.command.VariableOperation;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What clients wrote, read and were told. A write that was acknowledged is there for good; a default read that begins after it sees it or
 * a later one.
 */
final class History {
    private static final String NAMESPACE = "default";

    /** The newest acknowledged write of a path. */
    private record Acknowledged(long index, boolean isDeleted, String items) {}

    private final World world;
    private final Map<String, Acknowledged> acknowledged = new TreeMap<>();
    private long answered;
    private long failed;
    private long reads;

    History(final World world) {
        this.world = world;
    }

    /** Commands that were answered. */
    long answered() {
        return answered;
    }

    /** Commands whose fate is not known to their clients. */
    long failed() {
        return failed;
    }

    /** Reads that were answered by a leader. */
    long reads() {
        return reads;
    }

    /** The index at which the newest acknowledged write of a path happened, 0 when there is none. */
    long seen(final String path) {
        final Acknowledged newest = acknowledged.get(path);
        return newest == null || newest.isDeleted ? 0 : newest.index;
    }

    /** Sends any command, and notes how it ended. */
    void send(final Server gateway, final Step step, final DirectBuffer command) {
        gateway.core().send(command, 0, command.capacity()).whenComplete((reply, error) -> {
            if (error != null) {
                failed++;
                return;
            }
            answered++;
            final boolean isTakenKey = step.action() == Step.Action.ROOT_KEY;
            if (reply.code() == ResultCode.INTERNAL_ERROR || (reply.code() == ResultCode.MALFORMED && !isTakenKey)) {
                world.checks().fail("step " + step.number() + " was answered " + reply.code() + " " + reply.detail());
            }
        });
    }

    /** Writes or deletes a variable. */
    void write(
            final Server gateway,
            final VariableOperation operation,
            final String path,
            final long checkIndex,
            final String items) {
        final DirectBuffer command = VariableCommands.apply(
                operation,
                new VariableCommands.Target(NAMESPACE, path),
                checkIndex,
                VariableCommands.Lock.NONE,
                Simulation.ROOT_KEY,
                items.getBytes(StandardCharsets.US_ASCII));
        final boolean isDelete =
                operation == VariableOperation.DELETE || operation == VariableOperation.CHECK_AND_DELETE;
        gateway.core().send(command, 0, command.capacity()).whenComplete((reply, error) -> {
            if (error != null) {
                failed++;
            } else {
                answered++;
                if (reply.isOk()) {
                    acknowledge(path, reply, isDelete, items);
                }
            }
        });
    }

    /** Reads a variable as clients do who say nothing special. */
    void read(final @Nullable Server gateway, final String path) {
        if (gateway == null) {
            return;
        }
        final long floor = acknowledged.containsKey(path) ? acknowledged.get(path).index : 0;
        final int life = gateway.life();
        gateway.core().awaitLeadership().thenAccept(proof -> {
            if (gateway.isUp() && gateway.life() == life) {
                gateway.core()
                        .query(QueryRequest.of(QueryKind.VARIABLE)
                                .namespace(NAMESPACE)
                                .key(path))
                        .thenAccept(page -> check(gateway, path, floor, page));
            }
        });
    }

    /** In the end: every acknowledged write is there, or a later one of the same path. */
    void verify(final Engine engine) {
        acknowledged.forEach((path, write) -> {
            final int row = engine.state().variables().find(Text.of(NAMESPACE), Text.of(path));
            if (Slab.NULL_ROW == row) {
                if (!write.isDeleted && world.checks().model().index(path) <= write.index) {
                    world.checks().fail("the write of " + path + " at index " + write.index + " is lost");
                }
                return;
            }
            final long index = engine.state().variables().modifyIndex(row);
            if (index < write.index || (write.isDeleted && index <= write.index)) {
                world.checks()
                        .fail("the write of " + path + " at index " + write.index
                                + " was acknowledged, but the variable was last changed at " + index);
            }
        });
    }

    private void acknowledge(final String path, final Reply reply, final boolean isDelete, final String items) {
        final Acknowledged former = acknowledged.get(path);
        if (former != null && former.index == reply.index() && !isDelete && !former.isDeleted) {
            world.checks().fail("two writes of " + path + " were acknowledged with the index " + reply.index());
        }
        if (former == null || former.index < reply.index()) {
            acknowledged.put(path, new Acknowledged(reply.index(), isDelete, items));
        }
    }

    private void check(final Server gateway, final String path, final long floor, final Page page) {
        // One that is no leader any more sends its client on to the one that is.
        if (page.isLeader()) {
            reads++;
            if (page.clusterIndex() < floor) {
                world.checks()
                        .fail(gateway.name() + " answered a read of " + path + " from index " + page.clusterIndex()
                                + ", but a write at index " + floor + " had been acknowledged before it began");
            }
        }
    }
}
