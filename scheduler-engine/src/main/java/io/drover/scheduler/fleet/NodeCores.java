package io.drover.scheduler.fleet;

import java.util.Arrays;

/**
 * Cores of one node that tasks may reserve, in ascending order of their numbers, and what each is worth and near to.
 */
public final class NodeCores {
    private final int[] cores;
    private final int[] numaNodes;
    private final int[] mhzs;
    private final int[] nodes;
    private final boolean isUniform;

    /** Cores that were registered one by one, or so many alike ones from 0 on. */
    NodeCores(final NodeDraft draft) {
        final boolean isCounted = draft.coreEntries == 0;
        final int count = isCounted ? draft.coreCount : draft.coreEntries;
        final long[] sorted = new long[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = (long) (isCounted ? i : draft.cores[i]) << Integer.SIZE | i;
        }
        Arrays.sort(sorted);
        cores = new int[count];
        numaNodes = new int[count];
        mhzs = new int[count];
        boolean uniform = true;
        for (int i = 0; i < count; i++) {
            final int from = (int) sorted[i];
            cores[i] = (int) (sorted[i] >>> Integer.SIZE);
            numaNodes[i] = isCounted ? 0 : draft.coreNumaNodes[from];
            mhzs[i] = isCounted ? draft.cpuPerCoreMhz : draft.coreMhzs[from];
            uniform &= mhzs[i] == mhzs[0];
        }
        isUniform = uniform;
        nodes = Arrays.stream(numaNodes).sorted().distinct().toArray();
    }

    public int count() {
        return cores.length;
    }

    /** Number of the core at a place, as the kernel counts. */
    public int core(final int place) {
        return cores[place];
    }

    /** The memory node of the core at a place. */
    public int numaNode(final int place) {
        return numaNodes[place];
    }

    public int mhz(final int place) {
        return mhzs[place];
    }

    /** Whether all cores are worth the same, so that a count of them says what they are worth. */
    public boolean isUniform() {
        return isUniform;
    }

    /** Memory nodes that have cores. */
    public int numaNodeCount() {
        return nodes.length;
    }

    /** Number of the memory node at a place. */
    public int numaNodeAt(final int place) {
        return nodes[place];
    }
}
