package io.drover.scheduler.rank;

import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeChunk;
import io.drover.scheduler.offheap.Bits;
import io.drover.scheduler.spec.JobSpec;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all nodes for a group about which classes and free resources decide alone: most groups. A chunk of rows is gone through in
 * passes, each a short loop over few columns, and what a pass leaves over is what the next one looks at.
 *
 * <pre>
 *  ready rows ─► class fits ─► has room ─► sum and tie ─► heap
 *                  └► state of the class    └► entry of the tally
 * </pre>
 */
final class PlainScan {
    private static final int MASK = NodeChunk.LENGTH - 1;

    private final Fleet fleet;
    private final Room room;
    private final ClassStates classes;
    private final NodeHeaps heaps;
    private final Tally tally;
    private final NodeChunk chunk = new NodeChunk();
    private final long[] chunkTies = new long[NodeChunk.LENGTH];
    private final int[] rooms = new int[NodeChunk.LENGTH];
    private final int[] nodes = new int[NodeChunk.LENGTH + 1];
    private final int[] fullNodes = new int[NodeChunk.LENGTH + 1];
    private int lastVerdict;
    private int lastEntry;

    PlainScan(final Fleet fleet, final Room room, final ClassStates classes, final NodeHeaps heaps, final Tally tally) {
        this.fleet = fleet;
        this.room = room;
        this.classes = classes;
        this.heaps = heaps;
        this.tally = tally;
    }

    /**
     * Fills states, tally and heaps; classes have been judged before.
     *
     * @param states by node: gets the entry of the tally where room is lacking.
     * @param salt   decides between equal nodes.
     * @param terms  knows the terms of a node's score and thereby its heap; null when it is the fitness alone.
     * @param hasOneClass whether there is one spread class.
     */
    void run(
            final JobSpec spec,
            final int[] states,
            final long salt,
            final @Nullable Candidates terms,
            final boolean hasOneClass) {
        lastVerdict = Verdict.FITS;
        for (int first = 0; first < fleet.rowLimit(); first += NodeChunk.LENGTH) {
            final int rows = Math.min(NodeChunk.LENGTH, fleet.rowLimit() - first);
            fleet.wrap(first / NodeChunk.LENGTH, chunk);
            room.addRoom(chunk, rows, rooms);
            final int left = keep(states, first, rows);
            chunk.addTies(salt, rows, chunkTies);
            System.arraycopy(chunkTies, 0, heaps.ties(), first, rows);
            if (terms != null) {
                appendByTerms(spec, left, terms);
            } else if (hasOneClass) {
                addFitness(left);
                heaps.appendAll(0, nodes, left);
            } else {
                addFitness(left);
                appendBySpread(left);
            }
        }
    }

    /** Lists the candidates of a chunk, and counts the nodes that only lack room. */
    private int keep(final int[] states, final int first, final int rows) {
        final Bits ready = fleet.ready();
        final int[] classRows = chunk.classRows();
        final int[] unfit = classes.unfit();
        final int limit = Math.min(ready.wordCount(), (first + rows + Long.SIZE - 1) >>> 6);
        int kept = 0;
        int full = 0;
        for (int index = first >>> 6; index < limit; index++) {
            for (long word = ready.word(index); word != 0; word &= word - 1) {
                final int node = (index << 6) + Long.numberOfTrailingZeros(word);
                final int isUnfit = unfit[classRows[node & MASK]];
                final int isFull = rooms[node & MASK] >> 31;
                nodes[kept] = node;
                kept += (isUnfit | isFull) + 1;
                fullNodes[full] = node;
                full += isFull & ~isUnfit & 1;
            }
        }
        for (int i = 0; i < full; i++) {
            exhaust(states, fullNodes[i], room.verdict(chunk, fullNodes[i] & MASK));
        }
        return kept;
    }

    private void exhaust(final int[] states, final int node, final int verdict) {
        if (verdict != lastVerdict) {
            lastVerdict = verdict;
            lastEntry = tally.entry(verdict, 0, 0);
        }
        states[node] = lastEntry;
        tally.add(lastEntry, 1);
        classes.count(chunk.classRows()[node & MASK], verdict, 1);
    }

    private void addFitness(final int count) {
        final long[] sums = heaps.sums();
        for (int i = 0; i < count; i++) {
            final int node = nodes[i];
            sums[node] = room.fitness(chunk, node & MASK);
        }
    }

    private void appendBySpread(final int count) {
        for (int i = 0; i < count; i++) {
            final int node = nodes[i];
            final int spreadClass = classes.spreadClass(node, chunk.classRows()[node & MASK]);
            heaps.append(spreadClass * Candidates.TERMS_MAX, node);
        }
    }

    private void appendByTerms(final JobSpec spec, final int count, final Candidates terms) {
        final long[] sums = heaps.sums();
        for (int i = 0; i < count; i++) {
            final int node = nodes[i];
            final int at = node & MASK;
            final int heap = terms.heap(spec, room.fitness(chunk, at), node, chunk.classRows()[at]);
            sums[node] = terms.lastSum();
            heaps.append(heap, node);
        }
    }
}
