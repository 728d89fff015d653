package io.drover.tools.replay;

import io.drover.cluster.StateMachine;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.scheduler.offheap.Slab;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Notices when one object of the state is made, changed or removed. One thread. */
public final class ObjectWatch {
    private static final long ABSENT = -1;

    private final String path;
    private final String name;
    private final ToLongFunction<ClusterState> version;
    private long seen = ABSENT;

    private ObjectWatch(final String name, final String path, final ToLongFunction<ClusterState> version) {
        this.name = name;
        this.path = path;
        this.version = version;
    }

    /**
     * Watches what the text names: {@code alloc=ID}, {@code node=ID}, {@code eval=ID}, {@code deployment=ID}, {@code job=ID} or
     * {@code job=NAMESPACE/ID}.
     *
     * @throws IllegalArgumentException when it names nothing that can be watched.
     */
    public static ObjectWatch parse(final String text) {
        final int equals = text.indexOf('=');
        final String kind = equals < 0 ? text : text.substring(0, equals);
        final String key = equals < 0 ? "" : text.substring(equals + 1);
        return switch (kind) {
            case "job" -> job(text, key);
            case "alloc", "node", "eval", "deployment" -> byId(text, kind, id(text, key));
            default ->
                throw new IllegalArgumentException("'" + text
                        + "' names nothing that can be watched; expected alloc=, job=, node=, eval= or deployment=");
        };
    }

    private static ObjectWatch job(final String text, final String key) {
        final int slash = key.indexOf('/');
        final String namespace = slash < 0 ? "default" : key.substring(0, slash);
        final String id = slash < 0 ? key : key.substring(slash + 1);
        final DirectBuffer namespaceBytes = bytes(namespace);
        final DirectBuffer idBytes = bytes(id);
        return new ObjectWatch(text, "/v1/job/" + id + "?namespace=" + namespace, state -> {
            final int row = state.jobs().find(namespaceBytes, idBytes);
            return row == Slab.NULL_ROW ? ABSENT : state.jobs().modifyIndex(row);
        });
    }

    private static ObjectWatch byId(final String text, final String kind, final UUID id) {
        final long high = id.getMostSignificantBits();
        final long low = id.getLeastSignificantBits();
        return switch (kind) {
            case "alloc" ->
                new ObjectWatch(text, "/v1/allocation/" + id, state -> {
                    final int row = state.allocs().find(high, low);
                    return row == Slab.NULL_ROW ? ABSENT : state.allocs().modifyIndex(row);
                });
            case "node" ->
                new ObjectWatch(text, "/v1/node/" + id, state -> {
                    final int row = state.nodes().find(high, low);
                    return row == Slab.NULL_ROW ? ABSENT : state.nodes().modifyIndex(row);
                });
            case "eval" ->
                new ObjectWatch(text, "/v1/evaluation/" + id, state -> {
                    final int row = state.evals().find(high, low);
                    return row == Slab.NULL_ROW ? ABSENT : state.evals().modifyIndex(row);
                });
            default ->
                new ObjectWatch(text, "/v1/deployment/" + id, state -> {
                    final int row = state.deployments().find(high, low);
                    return row == Slab.NULL_ROW ? ABSENT : state.deployments().modifyIndex(row);
                });
        };
    }

    /** Whether the object is another than when this was asked last. */
    public boolean hasChanged(final StateMachine machine) {
        final Engine engine = machine.engine();
        final long now = engine == null ? ABSENT : version.applyAsLong(engine.state());
        final boolean isOther = now != seen;
        seen = now;
        return isOther;
    }

    /** Whether the object was there when it was looked at last. */
    public boolean isThere() {
        return seen != ABSENT;
    }

    /** Where the API has it. */
    public String path() {
        return path;
    }

    @Override
    public String toString() {
        return name;
    }

    private static UUID id(final String text, final String key) {
        if (key.length() != 36) {
            throw new IllegalArgumentException("'" + text + "' has no whole id; expected 36 characters");
        }
        return UUID.fromString(key);
    }

    private static DirectBuffer bytes(final String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }
}
