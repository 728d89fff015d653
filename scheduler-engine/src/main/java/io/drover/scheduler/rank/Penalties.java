package io.drover.scheduler.rank;

import java.util.Arrays;

/**
 * Nodes that a rescheduled allocation should rather avoid: where it failed before. Reusable.
 */
public final class Penalties {
    private int count;
    private int[] nodes = new int[8];

    public void clear() {
        count = 0;
    }

    /** Adds a node; rows of nodes that are not known are left out. */
    public void add(final int node) {
        if (node < 0 || contains(node)) {
            return;
        }
        if (count == nodes.length) {
            nodes = Arrays.copyOf(nodes, count << 1);
        }
        nodes[count++] = node;
    }

    public int count() {
        return count;
    }

    public int node(final int index) {
        return nodes[index];
    }

    public boolean contains(final int node) {
        for (int i = 0; i < count; i++) {
            if (nodes[i] == node) {
                return true;
            }
        }
        return false;
    }
}
