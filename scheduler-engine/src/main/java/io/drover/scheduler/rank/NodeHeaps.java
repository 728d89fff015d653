package io.drover.scheduler.rank;

import java.util.Arrays;

/**
 * Binary heaps over node rows, highest first; a node is in one of them or in none. Children of a place are where one expects them, so
 * that the best few of a heap can be read off without taking any out.
 *
 * <pre>
 *  heap     [0] best   [1] [2] its children   [3] ...        | pile: no order, all behind the bound
 *           ◄─ front, children of place p: 2p + 1, 2p + 2 ─►
 *  node ──► heap, place, sum, tie
 * </pre>
 *
 * <p>Of many nodes only few are ever reached, so {@link #build} puts just the best of a heap in order, as many as are probably wanted;
 * the pile follows when the front runs out. Appending n nodes and building costs O(n), everything else O(log n) amortized.
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

    private int[][] heaps = new int[8][16];
    private int[] sizes = new int[8];
    private int[] fronts = new int[8];
    private long[] boundSums = new long[8];
    private long[] boundTies = new long[8];
    private int[] boundNodes = new int[8];
    private final int[] sample = new int[SAMPLE_SIZE];
    private boolean[] isTouched = new boolean[8];
    private int[] touched = new int[8];
    private int touchedCount;
    private int heapCount;
    private boolean[] isUsed = new boolean[8];
    private int[] used = new int[8];
    private int usedCount;
    private int[] heapOf = new int[64];
    private int[] places = new int[64];
    private long[] sums = new long[64];
    private long[] ties = new long[64];

    /** Empties all heaps and makes room. */
    void reset(final int nodeLimit) {
        if (nodeLimit > heapOf.length) {
            final int capacity = Math.max(nodeLimit, heapOf.length << 1);
            heapOf = new int[capacity];
            places = new int[capacity];
            sums = new long[capacity];
            ties = new long[capacity];
        }
        Arrays.fill(heapOf, 0, nodeLimit, NONE);
        heapCount = 0;
        touchedCount = 0;
        usedCount = 0;
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
        return sizes[heap];
    }

    /** Nodes of a heap that are in order; the best few are among them. */
    int front(final int heap) {
        return fronts[heap];
    }

    /** The first node of a heap, or {@link #NONE}. */
    int first(final int heap) {
        if (fronts[heap] < FRONT_MIN && fronts[heap] < sizes[heap]) {
            orderAll(heap);
        }
        return sizes[heap] == 0 ? NONE : heaps[heap][0];
    }

    /** The node at a place below {@link #front}; {@link #first} has been asked for before. */
    int at(final int heap, final int place) {
        return heaps[heap][place];
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
        return sums[node];
    }

    long tie(final int node) {
        return ties[node];
    }

    /** Sums by node, to be written for nodes that are appended afterwards. */
    long[] sums() {
        return sums;
    }

    /** Ties by node, likewise. */
    long[] ties() {
        return ties;
    }

    /** Adds a node without putting the heap in order: {@link #build} must follow before anything is read. */
    void append(final int heap, final int node, final long sum, final long tie) {
        sums[node] = sum;
        ties[node] = tie;
        append(heap, node);
    }

    /** The same for a node whose sum and tie stand there already. */
    void append(final int heap, final int node) {
        if (heap >= heapCount || !isUsed[heap]) {
            ensureHeap(heap);
        }
        final int place = sizes[heap];
        if (place == heaps[heap].length) {
            heaps[heap] = Arrays.copyOf(heaps[heap], place << 1);
        }
        sizes[heap] = place + 1;
        heaps[heap][place] = node;
        heapOf[node] = heap;
        places[node] = place;
    }

    /** The same for the first so many nodes of a list. */
    void appendAll(final int heap, final int[] list, final int count) {
        ensureHeap(heap);
        final int size = sizes[heap];
        if (size + count > heaps[heap].length) {
            heaps[heap] = Arrays.copyOf(heaps[heap], Math.max(size + count, heaps[heap].length << 1));
        }
        System.arraycopy(list, 0, heaps[heap], size, count);
        final int[] heapOfNode = heapOf;
        final int[] placeOfNode = places;
        for (int i = 0; i < count; i++) {
            heapOfNode[list[i]] = heap;
            placeOfNode[list[i]] = size + i;
        }
        sizes[heap] = size + count;
    }

    /** Puts all heaps in order, at least as far as about this many of their nodes will be taken out. */
    void build(final int wanted) {
        final int wantedOfHeap = 2 * FRONT_MIN + (usedCount > 1 ? 2 * wanted / usedCount : wanted);
        for (int i = 0; i < usedCount; i++) {
            final int heap = used[i];
            final int sampleSize = sizes[heap] < SMALL ? SAMPLE_SIZE / 4 : SAMPLE_SIZE;
            final int rank = (int) ((5L * sampleSize * wantedOfHeap / 4) / Math.max(1, sizes[heap]));
            if (sizes[heap] < 2 * sampleSize || rank >= sampleSize / 3) {
                orderAll(heap);
            } else {
                orderBest(heap, rank, sampleSize);
            }
            touch(heap);
        }
    }

    void add(final int heap, final int node, final long sum, final long tie) {
        append(heap, node, sum, tie);
        final int last = sizes[heap] - 1;
        final int front = fronts[heap];
        if (front == last || precedesBound(node, heap)) {
            swap(heap, last, front);
            fronts[heap]++;
            siftUp(heap, front);
        }
        touch(heap);
    }

    void remove(final int node) {
        final int heap = heapOf[node];
        int place = places[node];
        heapOf[node] = NONE;
        if (place < fronts[heap]) {
            final int last = --fronts[heap];
            swap(heap, place, last);
            if (place != last) {
                final int moved = heaps[heap][place];
                siftDown(heap, place);
                if (heaps[heap][place] == moved) {
                    siftUp(heap, place);
                }
            }
            place = last;
        }
        swap(heap, place, --sizes[heap]);
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

    /** Whether a comes before b, both having been added to heaps at some time. */
    boolean precedes(final int a, final int b) {
        if (sums[a] != sums[b]) {
            return sums[a] > sums[b];
        }
        return ties[a] != ties[b] ? ties[a] > ties[b] : a < b;
    }

    private void orderAll(final int heap) {
        fronts[heap] = sizes[heap];
        for (int place = (sizes[heap] >> 1) - 1; place >= 0; place--) {
            siftDown(heap, place);
        }
    }

    /** Takes a node as the bound that has about this rank in a sample, and puts those before it in order. */
    private void orderBest(final int heap, final int rank, final int sampleSize) {
        final int[] nodes = heaps[heap];
        final int size = sizes[heap];
        int sampled = 0;
        for (int i = 0; i < sampleSize; i++) {
            final int node = nodes[(int) ((long) i * size / sampleSize)];
            int at = sampled;
            while (at > 0 && precedes(node, sample[at - 1])) {
                at--;
            }
            if (at <= rank) {
                sampled = Math.min(sampled + 1, rank + 1);
                System.arraycopy(sample, at, sample, at + 1, sampled - at - 1);
                sample[at] = node;
            }
        }
        final int bound = sample[rank];
        boundSums[heap] = sums[bound];
        boundTies[heap] = ties[bound];
        boundNodes[heap] = bound;
        final long[] sumOfNode = sums;
        final long[] tieOfNode = ties;
        final long boundSum = sums[bound];
        final long boundTie = ties[bound];
        int front = 0;
        for (int place = 0; place < size; place++) {
            final int node = nodes[place];
            final long sum = sumOfNode[node];
            if (sum > boundSum
                    || sum == boundSum && (tieOfNode[node] > boundTie || tieOfNode[node] == boundTie && node < bound)) {
                swap(heap, place, front++);
            }
        }
        fronts[heap] = front;
        for (int place = (front >> 1) - 1; place >= 0; place--) {
            siftDown(heap, place);
        }
    }

    private boolean precedesBound(final int node, final int heap) {
        if (sums[node] != boundSums[heap]) {
            return sums[node] > boundSums[heap];
        }
        return ties[node] != boundTies[heap] ? ties[node] > boundTies[heap] : node < boundNodes[heap];
    }

    private void swap(final int heap, final int a, final int b) {
        final int[] nodes = heaps[heap];
        final int node = nodes[a];
        nodes[a] = nodes[b];
        nodes[b] = node;
        places[nodes[a]] = a;
        places[node] = b;
    }

    private void ensureHeap(final int heap) {
        while (heapCount <= heap) {
            if (heapCount == heaps.length) {
                final int capacity = heapCount << 1;
                heaps = Arrays.copyOf(heaps, capacity);
                sizes = Arrays.copyOf(sizes, capacity);
                fronts = Arrays.copyOf(fronts, capacity);
                boundSums = Arrays.copyOf(boundSums, capacity);
                boundTies = Arrays.copyOf(boundTies, capacity);
                boundNodes = Arrays.copyOf(boundNodes, capacity);
                isTouched = Arrays.copyOf(isTouched, capacity);
                touched = Arrays.copyOf(touched, capacity);
                isUsed = Arrays.copyOf(isUsed, capacity);
                used = Arrays.copyOf(used, capacity);
                for (int i = heapCount; i < capacity; i++) {
                    heaps[i] = new int[16];
                }
            }
            isTouched[heapCount] = false;
            isUsed[heapCount] = false;
            sizes[heapCount] = 0;
            fronts[heapCount++] = 0;
        }
        if (!isUsed[heap]) {
            isUsed[heap] = true;
            used[usedCount++] = heap;
            touch(heap);
        }
    }

    private void touch(final int heap) {
        if (!isTouched[heap]) {
            isTouched[heap] = true;
            touched[touchedCount++] = heap;
        }
    }

    private void siftUp(final int heap, final int from) {
        final int[] nodes = heaps[heap];
        final int node = nodes[from];
        int place = from;
        while (place > 0) {
            final int above = (place - 1) >> 1;
            if (!precedes(node, nodes[above])) {
                break;
            }
            nodes[place] = nodes[above];
            places[nodes[place]] = place;
            place = above;
        }
        nodes[place] = node;
        places[node] = place;
    }

    private void siftDown(final int heap, final int from) {
        final int[] nodes = heaps[heap];
        final int size = fronts[heap];
        final int node = nodes[from];
        int place = from;
        for (int below = 2 * place + 1; below < size; below = 2 * place + 1) {
            if (below + 1 < size && precedes(nodes[below + 1], nodes[below])) {
                below++;
            }
            if (!precedes(nodes[below], node)) {
                break;
            }
            nodes[place] = nodes[below];
            places[nodes[place]] = place;
            place = below;
        }
        nodes[place] = node;
        places[node] = place;
    }
}
