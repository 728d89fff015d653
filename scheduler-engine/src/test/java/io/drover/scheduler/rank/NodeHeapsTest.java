package io.drover.scheduler.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NodeHeapsTest {
    private static final int NODES = 300;
    private static final int HEAPS = 5;

    private final NodeHeaps heaps = new NodeHeaps();
    private final long[] sums = new long[NODES];
    private final long[] ties = new long[NODES];
    private final int[] heapOf = new int[NODES];

    @Test
    void shouldKeepTheFirstOfEachHeapThroughRandomChanges() {
        final long seed = Long.getLong("drover.seed", System.nanoTime());
        final Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            heaps.reset(NODES);
            java.util.Arrays.fill(heapOf, NodeHeaps.NONE);
            if (random.nextBoolean()) {
                fill(random);
            }
            for (int i = 0; i < 400; i++) {
                change(random);
                verify(seed);
            }
        }
    }

    /** Most nodes at once, more than will be wanted: they end up in the pile. */
    private void fill(final Random random) {
        for (int node = 0; node < NODES; node++) {
            sums[node] = random.nextInt(6);
            ties[node] = random.nextLong();
            heapOf[node] = random.nextInt(20) / 19;
            heaps.append(heapOf[node], node, sums[node], ties[node]);
        }
        heaps.build(random.nextInt(40));
    }

    private void change(final Random random) {
        final int node = random.nextInt(NODES);
        if (heapOf[node] != NodeHeaps.NONE) {
            heaps.remove(node);
            heapOf[node] = NodeHeaps.NONE;
        } else {
            sums[node] = random.nextInt(6);
            ties[node] = random.nextLong();
            heapOf[node] = random.nextInt(HEAPS);
            heaps.add(heapOf[node], node, sums[node], ties[node]);
        }
    }

    private void verify(final long seed) {
        for (int heap = 0; heap < heaps.heapCount(); heap++) {
            final TreeSet<Integer> expected = new TreeSet<>(Comparator.comparingLong((Integer node) -> -sums[node])
                    .thenComparing(node -> ties[node], Comparator.reverseOrder())
                    .thenComparing(node -> node));
            for (int node = 0; node < NODES; node++) {
                if (heapOf[node] == heap) {
                    expected.add(node);
                }
            }
            assertThat(heaps.first(heap))
                    .as("seed=%d heap=%d", seed, heap)
                    .isEqualTo(expected.isEmpty() ? NodeHeaps.NONE : expected.first());
        }
    }
}
