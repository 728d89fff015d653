package io.drover.tools.cli.node;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The list of nodes. */
final class NodeTable {
    /** Which columns are shown beside the usual ones. */
    static final class Columns {
        private boolean isLong;
        private boolean hasOs;
        private boolean hasPool;
        private boolean hasAllocs;
        private final Map<String, Integer> allocCounts = new HashMap<>();

        Columns isLong(final boolean value) {
            isLong = value;
            return this;
        }

        Columns os(final boolean value) {
            hasOs = value;
            return this;
        }

        Columns pool() {
            hasPool = true;
            return this;
        }

        Columns allocs() {
            hasAllocs = true;
            return this;
        }

        void allocCount(final String nodeId, final int count) {
            allocCounts.put(nodeId, count);
        }
    }

    private NodeTable() {}

    static String of(final List<Doc> nodes, final Columns columns) {
        final Table table = new Table(header(columns));
        for (final Doc node : nodes) {
            table.row(row(node, columns));
        }
        return table.toString();
    }

    private static String[] header(final Columns columns) {
        final List<String> cells = new ArrayList<>();
        cells.add("ID");
        if (columns.hasPool) {
            cells.add("Node Pool");
        }
        cells.add("DC");
        cells.add("Name");
        cells.add("Class");
        if (columns.hasOs) {
            cells.add("OS");
        }
        if (columns.isLong) {
            cells.add("Address");
            cells.add("Version");
        }
        cells.add("Drain");
        cells.add("Eligibility");
        cells.add("Status");
        if (columns.hasAllocs) {
            cells.add("Running Allocs");
        }
        return cells.toArray(new String[0]);
    }

    private static String[] row(final Doc node, final Columns columns) {
        final List<String> cells = new ArrayList<>();
        cells.add(Ids.of(node.text("ID"), columns.isLong));
        if (columns.hasPool) {
            cells.add(node.text("NodePool"));
        }
        cells.add(node.text("Datacenter"));
        cells.add(node.text("Name"));
        cells.add(node.text("NodeClass"));
        if (columns.hasOs) {
            cells.add(node.get("Attributes").text("os.name"));
        }
        if (columns.isLong) {
            cells.add(node.text("Address"));
            cells.add(node.text("Version"));
        }
        cells.add(Boolean.toString(node.isTrue("Drain")));
        cells.add(node.text("SchedulingEligibility"));
        cells.add(node.text("Status"));
        if (columns.hasAllocs) {
            cells.add(Integer.toString(columns.allocCounts.getOrDefault(node.text("ID"), 0)));
        }
        return cells.toArray(new String[0]);
    }
}
