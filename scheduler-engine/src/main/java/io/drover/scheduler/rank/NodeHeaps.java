package io.drover.scheduler.rank;

import java.util.Arrays;

/**
 * Heaps of node rows, of which the best are in order; a node is in one heap or in none.
 *
 * <pre>
 *  front    | ... third | second | best |     sorted, all before the bound: what is taken and what changes is near its end
 *  pile     | node | node | node | ...        no order, all behind the bound; refills the front when that runs out
 *  node ──► heap, sum, tie; place in its pile
 * </pre>
 *
 * <p>Of many nodes only few are ever reached, so only as many are sorted as are probably wanted. Appending n nodes and building costs
 * O(n). A node that comes in among the best few, or goes out there, costs O(log n) comparisons; a front has a bound, so that moving what
 * is better costs some dozens of nanoseconds at most.
 *
 * <p>Order within a heap: the sum of terms, then the tie, then the row; nodes of one heap share everything else that their score
 * depends on. Heaps whose first node may have changed are listed until {@link #takeTouched} reads them.
 */
final class NodeHeaps {
    /** No node. */
    static final int NONE = -1;

    private static final int SAMPLE_SIZE = 64;
    private static final int SMALL = 512;
    private static final int FRONT_MIN = TopNodes.COUNT_MAX;
    private static final int FRONT_MAX = 1024;

    private final NodeOrder order = new NodeOrder();
    private int[][] fronts = new int[8][16];
    private int[] frontSizes = new int[8];
    private int[][] piles = new int[8][16];
    private int[] pileSizes = new int[8];
    private int[] bounds = new int[8];
    private long[] boundSums = new long[8];
    private long[] boundTies = new long[8];
    private final int[] sample = new int[SAMPLE_SIZE];
    private int[] better = new int[64];
    private boolean[] isTouched = new boolean[8];
    private int[] touched = new int[8];
    private int touchedCount;
    private int heapCount;
    private boolean[] isUsed = new boolean[8];
    private int[] used = new int[8];
    private int usedCount;
    private int[] heapOf = new int[64];
    private int[] places = new int[64];
    private int refill;

    /** Empties all heaps and makes room. */
    void reset(final int nodeLimit) {
        if (nodeLimit > heapOf.length) {
            final int capacity = Math.max(nodeLimit, heapOf.length << 1);
            heapOf = new int[capacity];
            places = new int[capacity];
            better = new int[capacity];
            order.sums = new long[capacity];
            order.ties = new long[capacity];
        }
        Arrays.fill(heapOf, 0, nodeLimit, NONE);
        heapCount = 0;
        touchedCount = 0;
        usedCount = 0;
        refill = 2 * FRONT_MIN;
    }

    /** Heaps that may hold nodes. */
    int heapCount() {
        return heapCount;
    }

    /** Heaps that have held nodes: most numbers of heaps are of combinations that no node has. */
    int usedCount() {
        return usedCount;
    }

    int used(final int index) {
        return used[index];
    }

    /** Nodes of a heap. */
    int size(final int heap) {
        return frontSizes[heap] + pileSizes[heap];
    }

    /** Nodes of a heap that are in order; the best few are among them. */
    int front(final int heap) {
        return frontSizes[heap];
    }

    /** The first node of a heap, or {@link #NONE}. */
    int first(final int heap) {
        if (frontSizes[heap] < FRONT_MIN && pileSizes[heap] > 0) {
            fill(heap);
        }
        return frontSizes[heap] == 0 ? NONE : fronts[heap][frontSizes[heap] - 1];
    }

    /** The node at a place below {@link #front}, 0 being the first; {@link #first} has been asked for before. */
    int at(final int heap, final int place) {
        return fronts[heap][frontSizes[heap] - 1 - place];
    }

    boolean contains(final int node) {
        return heapOf[node] != NONE;
    }

    /** The heap that a node is in, or {@link #NONE}. */
    int heapOf(final int node) {
        return heapOf[node];
    }

    /** The sum of terms that the node was added with last. */
    long sum(final int node) {
        return order.sums[node];
    }

    long tie(final int node) {
        return order.ties[node];
    }

    /** Sums by node, to be written for nodes that are appended afterwards. */
    long[] sums() {
        return order.sums;
    }

    /** Ties by node, likewise. */
    long[] ties() {
        return order.ties;
    }

    /** Adds a node without putting the heap in order: {@link #build} must follow before anything is read. */
    void append(final int heap, final int node, final long sum, final long tie) {
        order.sums[node] = sum;
        order.ties[node] = tie;
        append(heap, node);
    }

    /** The same for a node whose sum and tie stand there already. */
    void append(final int heap, final int node) {
        if (heap >= heapCount || !isUsed[heap]) {
            ensureHeap(heap);
        }
        pile(heap, node);
    }

    /** The same for the first so many nodes of a list. */
    void appendAll(final int heap, final int[] list, final int count) {
        ensureHeap(heap);
        final int size = pileSizes[heap];
        if (size + count > piles[heap].length) {
            piles[heap] = Arrays.copyOf(piles[heap], Math.max(size + count, piles[heap].length << 1));
        }
        System.arraycopy(list, 0, piles[heap], size, count);
        final int[] heapOfNode = heapOf;
        final int[] placeOfNode = places;
        for (int i = 0; i < count; i++) {
            heapOfNode[list[i]] = heap;
            placeOfNode[list[i]] = size + i;
        }
        pileSizes[heap] = size + count;
    }

    /** Puts all heaps in order, at least as far as about this many of their nodes will be taken out. */
    void build(final int wanted) {
        refill = Math.min(FRONT_MAX / 2, 2 * FRONT_MIN + (usedCount > 1 ? 2 * wanted / usedCount : wanted));
        for (int i = 0; i < usedCount; i++) {
            if (pileSizes[used[i]] > 0) {
                fill(used[i]);
            }
            touch(used[i]);
        }
    }

    void add(final int heap, final int node, final long sum, final long tie) {
        order.sums[node] = sum;
        order.ties[node] = tie;
        ensureHeap(heap);
        if (isOfFront(node, heap)) {
            final int size = frontSizes[heap];
            if (size == fronts[heap].length) {
                fronts[heap] = Arrays.copyOf(fronts[heap], size << 1);
            }
            final int[] front = fronts[heap];
            final int at = order.find(front, size, node);
            System.arraycopy(front, at, front, at + 1, size - at);
            front[at] = node;
            frontSizes[heap] = size + 1;
            heapOf[node] = heap;
            if (size + 1 == FRONT_MAX) {
                shorten(heap);
            }
        } else {
            pile(heap, node);
        }
        touch(heap);
    }

    void remove(final int node) {
        final int heap = heapOf[node];
        heapOf[node] = NONE;
        if (isOfFront(node, heap)) {
            final int[] front = fronts[heap];
            final int last = --frontSizes[heap];
            if (front[last] != node) {
                final int at = order.find(front, last + 1, node);
                System.arraycopy(front, at + 1, front, at, last - at);
            }
        } else {
            final int moved = piles[heap][--pileSizes[heap]];
            piles[heap][places[node]] = moved;
            places[moved] = places[node];
        }
        touch(heap);
    }

    /** A heap whose first node may have changed since it was read here, or {@link #NONE}. */
    int takeTouched() {
        if (touchedCount == 0) {
            return NONE;
        }
        final int heap = touched[--touchedCount];
        isTouched[heap] = false;
        return heap;
    }

    private boolean isOfFront(final int node, final int heap) {
        return bounds[heap] == NONE || order.precedes(node, bounds[heap], boundSums[heap], boundTies[heap]);
    }

    private void pile(final int heap, final int node) {
        final int place = pileSizes[heap];
        if (place == piles[heap].length) {
            piles[heap] = Arrays.copyOf(piles[heap], place << 1);
        }
        pileSizes[heap] = place + 1;
        piles[heap][place] = node;
        heapOf[node] = heap;
        places[node] = place;
    }

    /** Moves the best of the pile to the front, behind what is there, until the first few of the heap are. */
    private void fill(final int heap) {
        int rank = 0;
        while (frontSizes[heap] < FRONT_MIN && pileSizes[heap] > 0) {
            final int size = pileSizes[heap];
            final int sampleSize = size < SMALL ? SAMPLE_SIZE / 4 : SAMPLE_SIZE;
            rank = Math.max(rank + 1, (int) (5L * sampleSize * refill / 4 / size));
            if (size < 2 * sampleSize || rank >= sampleSize / 3 && size <= FRONT_MAX / 2) {
                rank = NONE;
            }
            final int count = rank == NONE ? takeAll(heap) : takeBest(heap, Math.min(rank, sampleSize - 1), sampleSize);
            order.sort(better, count);
            final int former = frontSizes[heap];
            if (former + count > fronts[heap].length) {
                fronts[heap] = Arrays.copyOf(fronts[heap], Math.max(former + count, fronts[heap].length << 1));
            }
            System.arraycopy(fronts[heap], 0, fronts[heap], count, former);
            System.arraycopy(better, 0, fronts[heap], 0, count);
            frontSizes[heap] = former + count;
        }
    }

    private int takeAll(final int heap) {
        final int count = pileSizes[heap];
        System.arraycopy(piles[heap], 0, better, 0, count);
        pileSizes[heap] = 0;
        bounds[heap] = NONE;
        return count;
    }

    /** Takes a node as the bound that has about this rank in a sample, and takes those before it out of the pile. */
    private int takeBest(final int heap, final int rank, final int sampleSize) {
        final int[] pile = piles[heap];
        final int size = pileSizes[heap];
        for (int i = 0; i < sampleSize; i++) {
            sample[i] = pile[(int) ((long) i * size / sampleSize)];
        }
        order.sort(sample, sampleSize);
        final int bound = sample[sampleSize - 1 - rank];
        bound(heap, bound);
        final long[] sumOfNode = order.sums;
        final long[] tieOfNode = order.ties;
        final long boundSum = sumOfNode[bound];
        final long boundTie = tieOfNode[bound];
        int taken = 0;
        int left = size;
        for (int place = 0; place < left; ) {
            final int node = pile[place];
            final long sum = sumOfNode[node];
            if (sum > boundSum
                    || sum == boundSum && (tieOfNode[node] > boundTie || tieOfNode[node] == boundTie && node < bound)) {
                better[taken++] = node;
                pile[place] = pile[--left];
                places[pile[place]] = place;
            } else {
                place++;
            }
        }
        pileSizes[heap] = left;
        return taken;
    }

    /** Gives the worse half of a front to the pile. */
    private void shorten(final int heap) {
        final int half = frontSizes[heap] / 2;
        final int[] front = fronts[heap];
        for (int i = 0; i < half; i++) {
            pile(heap, front[i]);
        }
        bound(heap, front[half - 1]);
        System.arraycopy(front, half, front, 0, frontSizes[heap] - half);
        frontSizes[heap] -= half;
    }

    private void bound(final int heap, final int node) {
        bounds[heap] = node;
        boundSums[heap] = order.sums[node];
        boundTies[heap] = order.ties[node];
    }

    private void ensureHeap(final int heap) {
        while (heapCount <= heap) {
            if (heapCount == fronts.length) {
                grow();
            }
            isTouched[heapCount] = false;
            isUsed[heapCount] = false;
            bounds[heapCount] = NONE;
            pileSizes[heapCount] = 0;
            frontSizes[heapCount++] = 0;
        }
        if (!isUsed[heap]) {
            isUsed[heap] = true;
            used[usedCount++] = heap;
            touch(heap);
        }
    }

    private void grow() {
        final int capacity = heapCount << 1;
        fronts = Arrays.copyOf(fronts, capacity);
        frontSizes = Arrays.copyOf(frontSizes, capacity);
        piles = Arrays.copyOf(piles, capacity);
        pileSizes = Arrays.copyOf(pileSizes, capacity);
        bounds = Arrays.copyOf(bounds, capacity);
        boundSums = Arrays.copyOf(boundSums, capacity);
        boundTies = Arrays.copyOf(boundTies, capacity);
        isTouched = Arrays.copyOf(isTouched, capacity);
        touched = Arrays.copyOf(touched, capacity);
        isUsed = Arrays.copyOf(isUsed, capacity);
        used = Arrays.copyOf(used, capacity);
        for (int i = heapCount; i < capacity; i++) {
            fronts[i] = new int[16];
            piles[i] = new int[16];
        }
    }

    private void touch(final int heap) {
        if (!isTouched[heap]) {
            isTouched[heap] = true;
            touched[touchedCount++] = heap;
        }
    }
}
