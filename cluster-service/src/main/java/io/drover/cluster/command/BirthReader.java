package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.feed.ChangeSink;
import io.drover.cluster.state.Birth;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.NamedTable;
import io.drover.cluster.state.RootKeyTable;
import io.drover.cluster.step.Step;
import io.drover.cluster.wire.CommandShapes;
import io.drover.cluster.wire.Shape;
import io.drover.sbe.FeatureLevels;
import io.drover.sbe.Limits;
import io.drover.sbe.command.ClusterBirthDecoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.RootKeyState;
import io.drover.sbe.common.TableId;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the first command of a cluster and fills the state with what every cluster has. It runs once, and allocates. */
public final class BirthReader {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ClusterBirthDecoder birth = new ClusterBirthDecoder();

    /** The birth in a command, or null when the command is another one or is not sound. */
    public @Nullable Birth read(final DirectBuffer buffer, final int offset, final int length) {
        if (!isBirth(buffer, offset, length)) {
            return null;
        }
        wrap(buffer, offset);
        Limits limits = Limits.defaults();
        for (final ClusterBirthDecoder.LimitsDecoder limit : birth.limits()) {
            if (!Limits.isValid(limit.key(), limit.value())) {
                return null;
            }
            limits = limits.with(Limits.key(limit.key()), limit.value());
        }
        final long clusterHigh = birth.clusterId().high();
        final long clusterLow = birth.clusterId().low();
        final long seedHigh = birth.seed().high();
        final long seedLow = birth.seed().low();
        if (0 == (clusterHigh | clusterLow)
                || 0 == (seedHigh | seedLow)
                || level() < FeatureLevels.FIRST
                || level() > FeatureLevels.HIGHEST) {
            return null;
        }
        return new Birth(limits, clusterHigh, clusterLow, seedHigh, seedLow, birth.region());
    }

    /** The first step: built-in namespace and pools, scheduler configuration, the first root key. */
    public void apply(final Engine engine, final DirectBuffer buffer, final int offset, final ChangeSink changes) {
        final ClusterState state = engine.state();
        final Step step = engine.step();
        wrap(buffer, offset);
        state.members().level(level());
        step.begin();
        addBuiltIn(engine, TableId.NAMESPACES, state.namespaces(), "default");
        addBuiltIn(engine, TableId.NODE_POOLS, state.pools(), "all");
        addBuiltIn(engine, TableId.NODE_POOLS, state.pools(), "default");
        state.config().createIndex = step.index();
        state.config().modifyIndex = step.index();
        step.single(TableId.SCHEDULER_CONFIG);
        step.single(TableId.CLUSTER);
        addRootKey(engine, buffer, offset);
        engine.garbage().scheduleNext();
        step.end(changes);
    }

    private void addBuiltIn(final Engine engine, final TableId id, final NamedTable table, final String name) {
        final int row = table.insert(engine.state().heap().strings().internText(name));
        table.createIndex(row, engine.step().index());
        table.modifyIndex(row, engine.step().index());
        engine.step().named(id, table, row);
    }

    private void addRootKey(final Engine engine, final DirectBuffer buffer, final int offset) {
        wrap(buffer, offset);
        final long high = birth.rootKeyId().high();
        final long low = birth.rootKeyId().low();
        if (0 == (high | low)) {
            return;
        }
        birth.limits().forEach(limit -> {});
        birth.skipRegion();
        final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
        final Heap heap = engine.state().heap();
        final RootKeyTable keys = engine.state().rootKeys();
        final int row = keys.insert(high, low);
        birth.wrapRootKeyPublic(bytes);
        keys.publicKey(row, heap.put(bytes, 0, bytes.capacity()));
        birth.wrapRootKeySealed(bytes);
        keys.sealed(row, heap.put(bytes, 0, bytes.capacity()));
        keys.state(row, RootKeyState.ACTIVE);
        keys.createIndex(row, engine.step().index());
        keys.modifyIndex(row, engine.step().index());
        keys.createTimeMs(row, engine.step().nowMs());
        engine.step().rootKey(row);
    }

    /** Births of earlier versions do not say one. */
    private int level() {
        return header.blockLength() < ClusterBirthDecoder.BLOCK_LENGTH
                        || birth.featureLevel() == ClusterBirthDecoder.featureLevelNullValue()
                ? FeatureLevels.FIRST
                : birth.featureLevel();
    }

    private boolean isBirth(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != ClusterBirthDecoder.SCHEMA_ID
                || header.templateId() != ClusterBirthDecoder.TEMPLATE_ID) {
            return false;
        }
        final Shape shape = Objects.requireNonNull(CommandShapes.of(ClusterBirthDecoder.TEMPLATE_ID));
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        return Shape.MISFIT != shape.walk(buffer, body, header.blockLength(), offset + length);
    }

    private void wrap(final DirectBuffer buffer, final int offset) {
        birth.wrapAndApplyHeader(buffer, offset, header);
    }
}
