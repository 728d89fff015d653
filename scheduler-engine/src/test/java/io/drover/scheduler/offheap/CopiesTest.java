package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A copy is what the original was, whatever the copy held before; and what can go on, goes on as the original does. */
class CopiesTest {
    private static final int ROWS = 5_000;
    private static final int ROUNDS = 20;
    private static final int CHANGES = 2_000;

    private final Random random = Seeds.newRandom();

    @Test
    void shouldCopySlabs() {
        final Slab slab = new Slab(24, ROWS);
        final Slab copy = new Slab(24, ROWS);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < CHANGES; i++) {
                final int row = random.nextInt(ROWS);
                if (slab.isLive(row)) {
                    slab.free(row);
                } else if (slab.hasRoomFor(1)) {
                    slab.putLong(slab.allocate(), 8, random.nextLong());
                }
            }
            copy.copyFrom(slab);
            assertThat(copy.count()).isEqualTo(slab.count());
            assertThat(copy.lastGeneration()).isEqualTo(slab.lastGeneration());
            for (int row = 0; row < ROWS; row++) {
                assertThat(copy.isLive(row)).isEqualTo(slab.isLive(row));
                if (slab.isLive(row)) {
                    assertThat(copy.handle(row)).isEqualTo(slab.handle(row));
                    assertThat(copy.getLong(row, 8)).isEqualTo(slab.getLong(row, 8));
                }
            }
            assertThat(copy.nextFreeRow()).isEqualTo(slab.nextFreeRow());
        }
    }

    @Test
    void shouldCopyColumns() {
        final IntColumn ints = new IntColumn(3 * IntColumn.CHUNK_LENGTH);
        final LongColumn longs = new LongColumn(3 * LongColumn.CHUNK_LENGTH);
        final IntColumn intCopy = new IntColumn(ints.rowCountMax());
        final LongColumn longCopy = new LongColumn(longs.rowCountMax());
        intCopy.set(ints.rowCountMax() - 1, 7);
        longCopy.set(longs.rowCountMax() - 1, 7);
        for (int i = 0; i < CHANGES; i++) {
            ints.set(random.nextInt(IntColumn.CHUNK_LENGTH), random.nextInt());
            longs.set(random.nextInt(LongColumn.CHUNK_LENGTH), random.nextLong());
        }
        intCopy.copyFrom(ints);
        longCopy.copyFrom(longs);
        for (int row = 0; row < ints.rowCountMax(); row++) {
            assertThat(intCopy.get(row)).isEqualTo(ints.get(row));
            assertThat(longCopy.get(row)).isEqualTo(longs.get(row));
        }
    }

    @Test
    void shouldCopyRowSets() {
        final RowSet set = new RowSet(ROWS);
        final RowSet copy = new RowSet(ROWS);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < CHANGES; i++) {
                final int row = random.nextInt(round + 1 == ROUNDS ? ROWS : ROWS >> 4);
                if (set.contains(row)) {
                    set.remove(row);
                } else {
                    set.add(row);
                }
            }
            copy.copyFrom(set);
            assertThat(copy.count()).isEqualTo(set.count());
            assertThat(copy.lowestAbsent()).isEqualTo(set.lowestAbsent());
            for (int row = set.next(0); Slab.NULL_ROW != row; row = set.next(row + 1)) {
                assertThat(copy.contains(row)).isTrue();
            }
        }
    }

    @Test
    void shouldCopyBlobHeaps() {
        final BlobHeap heap = new BlobHeap(64 << 20);
        final BlobHeap copy = new BlobHeap(64 << 20);
        final List<Integer> blobs = new ArrayList<>();
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[20_000]);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < CHANGES / 10; i++) {
                if (!blobs.isEmpty() && random.nextInt(3) == 0) {
                    heap.free(blobs.remove(random.nextInt(blobs.size())));
                } else {
                    final int length = random.nextInt(random.nextInt(8) == 0 ? bytes.capacity() : 300);
                    bytes.setMemory(0, length, (byte) random.nextInt());
                    blobs.add(heap.put(bytes, 0, length));
                }
            }
            copy.copyFrom(heap);
            assertThat(copy.usedBytes()).isEqualTo(heap.usedBytes());
            assertThat(copy.liveBytes()).isEqualTo(heap.liveBytes());
            assertThat(copy.liveCount()).isEqualTo(heap.liveCount());
            assertThat(copy.takenBytes()).isEqualTo(heap.takenBytes());
            for (final int blob : blobs) {
                assertThat(copy.length(blob)).isEqualTo(heap.length(blob));
                assertThat(ByteStrings.equal(
                                copy.buffer(blob),
                                copy.offset(blob),
                                heap.buffer(blob),
                                heap.offset(blob),
                                heap.length(blob)))
                        .isTrue();
            }
        }
        assertThat(copy.put(bytes, 0, 100))
                .as("the copy goes on like the original")
                .isEqualTo(heap.put(bytes, 0, 100));
    }

    @Test
    void shouldCopyStringsToBeReadById() {
        final BlobHeap blobs = new BlobHeap(1 << 20);
        final BlobHeap copiedBlobs = new BlobHeap(1 << 20);
        final StringTable strings = new StringTable(ROWS, blobs, 3);
        final StringTable copy = new StringTable(ROWS, copiedBlobs, 3);
        for (int i = 0; i < ROWS; i++) {
            final int id = strings.internText("text-" + i);
            if (random.nextBoolean()) {
                strings.release(id);
            }
        }
        copiedBlobs.copyFrom(blobs);
        copy.rows().copyFrom(strings.rows());
        assertThat(copy.count()).isEqualTo(strings.count());
        for (int id = strings.first(); StringTable.NULL_STRING != id; id = strings.next(id)) {
            assertThat(copy.text(id)).isEqualTo(strings.text(id));
            assertThat(copy.references(id)).isEqualTo(strings.references(id));
        }
    }

    @Test
    void shouldCopyDeadlines() {
        final DeadlineQueue queue = new DeadlineQueue(ROWS, ROWS, 7);
        final DeadlineQueue copy = new DeadlineQueue(ROWS, ROWS, 7);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < CHANGES; i++) {
                final int kind = random.nextInt(2);
                final int row = random.nextInt(0 == kind ? ROWS : 7);
                if (random.nextInt(3) == 0) {
                    queue.cancel(kind, row);
                } else {
                    queue.schedule(kind, row, random.nextInt(1_000));
                }
            }
            copy.copyFrom(queue);
            copy.verify();
            assertThat(order(copy)).isEqualTo(order(queue));
        }
    }

    @Test
    void shouldCopyOrderedIndexes() {
        final long[] keys = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            keys[row] = random.nextInt(100) * 10_000L + row;
        }
        final OrderedIndex index = new OrderedIndex(ROWS, new Keys(keys));
        final OrderedIndex copy = new OrderedIndex(ROWS, new Keys(keys));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < CHANGES; i++) {
                final int row = random.nextInt(ROWS);
                if (!index.remove(row)) {
                    index.add(row);
                }
            }
            copy.copyFrom(index);
            copy.verify();
            assertThat(copy.count()).isEqualTo(index.count());
            final OrderedIndex.Cursor expected = index.newCursor().toFirst();
            final OrderedIndex.Cursor actual = copy.newCursor().toFirst();
            for (int row = expected.next(); Slab.NULL_ROW != row; row = expected.next()) {
                assertThat(actual.next()).isEqualTo(row);
            }
        }
    }

    private static List<Long> order(final DeadlineQueue queue) {
        final List<Long> deadlines = new ArrayList<>();
        for (int kind = 0; kind < 2; kind++) {
            for (int row = queue.nextRow(kind, 0); Slab.NULL_ROW != row; row = queue.nextRow(kind, row + 1)) {
                deadlines.add(queue.deadlineMs(kind, row));
                deadlines.add((long) row);
            }
        }
        return deadlines;
    }

    private record Keys(long[] keys) implements RowComparator {
        @Override
        public long prefix(final int row) {
            return keys[row] / 10_000;
        }

        @Override
        public int compare(final int rowA, final int rowB) {
            return Long.compare(keys[rowA], keys[rowB]);
        }
    }
}
