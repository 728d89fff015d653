package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.invariant.InvariantChecker;
import io.drover.cluster.invariant.Violations;
import io.drover.cluster.rows.SmallRowWriter;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.MemberLevels;
import io.drover.cluster.state.NamedTable;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryStatus;
import io.drover.sbe.snapshot.InvariantRowEncoder;
import io.drover.scheduler.offheap.OrderedIndex;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;

/** Tables of few rows, each in one page. */
final class SmallQueries {
    private static final TableId[] TABLES = TableId.values();

    private final ClusterState state;
    private final Engine engine;
    private final PageBuilder page;
    private final RowLists lists;
    private final SmallRowWriter writer;
    private final InvariantRowEncoder invariant = new InvariantRowEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    SmallQueries(final Engine engine, final PageBuilder page, final RowLists lists) {
        this.engine = engine;
        this.page = page;
        this.lists = lists;
        state = engine.state();
        writer = new SmallRowWriter(state);
    }

    void namespace(final DirectBuffer name) {
        one(state.namespaces(), TableId.NAMESPACES, name, this::writeNamespace);
    }

    void namespaces() {
        all(state.namespaces(), TableId.NAMESPACES, this::writeNamespace);
    }

    void pool(final DirectBuffer name) {
        one(state.pools(), TableId.NODE_POOLS, name, this::writePool);
    }

    void pools() {
        all(state.pools(), TableId.NODE_POOLS, this::writePool);
    }

    /** The sealed parts only for those who ask for documents: the members, who can open them. */
    void rootKeys(final boolean withSealed) {
        page.index(state.indexes().of(TableId.ROOT_KEYS));
        lists.all(state.rootKeys().rows(), row -> writer.writeRootKey(row, withSealed, page.rows(), page.rowOffset()));
    }

    void config() {
        page.index(state.config().modifyIndex);
        page.keepRow(writer.writeConfig(page.rows(), page.rowOffset()));
    }

    void autopilot() {
        page.index(state.autopilot().modifyIndex);
        page.keepRow(writer.writeAutopilot(page.rows(), page.rowOffset()));
    }

    void indexes() {
        page.index(state.indexes().last());
        for (final TableId table : TABLES) {
            if (table != TableId.NULL_VAL && table != TableId.SBE_UNKNOWN) {
                page.keepRow(writer.writeIndex(table, page.rows(), page.rowOffset()));
            }
        }
    }

    void edges() {
        page.index(state.indexes().of(TableId.EDGES));
        lists.all(state.edges().rows(), row -> writer.writeEdge(row, page.rows(), page.rowOffset()));
    }

    void cluster() {
        page.index(state.indexes().of(TableId.CLUSTER));
        page.keepRow(writer.writeCluster(engine.step().nowMs(), page.rows(), page.rowOffset()));
    }

    /** The cluster's row, which has the level, and what members announced. */
    void levels() {
        cluster();
        for (int member = 0; member < MemberLevels.MEMBERS_MAX; member++) {
            if (state.members().isAnnounced(member)) {
                page.keepRow(writer.writeMember(member, page.rows(), page.rowOffset()));
            }
        }
    }

    /** Every violated invariant; none is the answer one hopes for. It looks at every row, so it is not for dashboards. */
    void invariants() {
        page.index(state.indexes().last());
        for (final Violations.Violation violation :
                new InvariantChecker(engine).check().found()) {
            invariant
                    .wrapAndApplyHeader(page.rows(), page.rowOffset(), header)
                    .name(violation.name())
                    .detail(violation.detail());
            page.keepRow(MessageHeaderEncoder.ENCODED_LENGTH + invariant.encodedLength());
        }
    }

    private void one(
            final NamedTable table, final TableId id, final DirectBuffer name, final RowLists.RowWriter rowWriter) {
        final int row = table.find(name);
        if (Slab.NULL_ROW == row) {
            page.index(state.indexes().of(id));
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        page.index(table.modifyIndex(row));
        page.keepRow(rowWriter.write(row));
    }

    private void all(final NamedTable table, final TableId id, final RowLists.RowWriter rowWriter) {
        page.index(state.indexes().of(id));
        final OrderedIndex.Cursor cursor = table.byName().start(false);
        for (int row = cursor.next(); Slab.NULL_ROW != row; row = cursor.next()) {
            lists.add(rowWriter.write(row));
        }
    }

    private int writeNamespace(final int row) {
        return writer.writeNamespace(row, page.rows(), page.rowOffset());
    }

    private int writePool(final int row) {
        return writer.writePool(row, page.rows(), page.rowOffset());
    }
}
