package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 1_000, 10_000})
    void shouldAgreeWithBitSet(final int bitCountMax) {
        final Random random = Seeds.newRandom();
        final Bits[] actual = {new Bits(bitCountMax), new Bits(bitCountMax), new Bits(bitCountMax)};
        final BitSet[] expected = {new BitSet(), new BitSet(), new BitSet()};

        for (int i = 0; i < 20_000; i++) {
            final int a = random.nextInt(3);
            final int b = random.nextInt(3);
            change(random, actual[a], expected[a], actual[b], expected[b]);
            compare(random, actual[a], expected[a]);
            assertThat(actual[a].intersects(actual[b])).isEqualTo(expected[a].intersects(expected[b]));
            assertThat(actual[a].contentEquals(actual[b])).isEqualTo(expected[a].equals(expected[b]));
            final BitSet both = (BitSet) expected[a].clone();
            both.and(expected[b]);
            assertThat(actual[a].cardinalityOfAnd(actual[b])).isEqualTo(both.cardinality());
        }
    }

    private static void change(
            final Random random, final Bits actual, final BitSet expected, final Bits other, final BitSet otherSet) {
        final int bit = random.nextInt(actual.bitCountMax());
        final int from = random.nextInt(actual.bitCountMax() + 1);
        final int to = from + random.nextInt(actual.bitCountMax() + 1 - from);
        switch (random.nextInt(12)) {
            case 0, 1 -> {
                actual.set(bit);
                expected.set(bit);
            }
            case 2 -> {
                actual.clear(bit);
                expected.clear(bit);
            }
            case 3 -> {
                final boolean value = random.nextBoolean();
                actual.put(bit, value);
                expected.set(bit, value);
            }
            case 4 -> {
                actual.setRange(from, to);
                expected.set(from, to);
            }
            case 5, 6 -> {
                actual.clearRange(from, to);
                expected.clear(from, to);
            }
            case 7 -> {
                actual.and(other);
                expected.and(otherSet);
            }
            case 8 -> {
                actual.or(other);
                expected.or(otherSet);
            }
            case 9 -> {
                final Bits otherCopy = new Bits(other.bitCountMax()).copyFrom(other);
                final BitSet otherSetCopy = (BitSet) otherSet.clone();
                actual.andNot(otherCopy);
                expected.andNot(otherSetCopy);
            }
            case 10 -> {
                actual.copyFrom(other);
                final BitSet otherSetCopy = (BitSet) otherSet.clone();
                expected.clear();
                expected.or(otherSetCopy);
            }
            default -> {
                if (random.nextInt(20) == 0) {
                    actual.clearAll();
                    expected.clear();
                }
            }
        }
    }

    private static void compare(final Random random, final Bits actual, final BitSet expected) {
        assertThat(actual.cardinality()).isEqualTo(expected.cardinality());
        assertThat(actual.isEmpty()).isEqualTo(expected.isEmpty());
        final int from = random.nextInt(actual.bitCountMax());
        assertThat(actual.get(from)).isEqualTo(expected.get(from));
        assertThat(actual.nextSet(from)).isEqualTo(expected.nextSetBit(from));
        assertThat(actual.nextClear(from)).isEqualTo(expected.nextClearBit(from));
        final int word = random.nextInt(actual.wordCount());
        final long[] words = expected.toLongArray();
        assertThat(actual.word(word)).isEqualTo(word < words.length ? words[word] : 0);
    }

    @Test
    void shouldStayWithinItsBound() {
        final Bits bits = new Bits(100);
        assertThatThrownBy(() -> bits.set(100)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> bits.get(-1)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> bits.setRange(0, 101)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> bits.setRange(2, 1)).isInstanceOf(InvariantViolation.class);
        assertThat(bits.setRange(0, 100).cardinality()).isEqualTo(100);
        assertThat(bits.nextSet(100)).isEqualTo(Bits.NONE);
    }

    @Test
    void shouldAllocateNothing() {
        final Bits left = new Bits(10_000).ensureBitCount(10_000);
        final Bits right = new Bits(10_000).setRange(100, 10_000);
        Garbage.assertNone(() -> {
            left.copyFrom(right).andNot(left).or(right).and(right).clearRange(5, 50);
            Invariant.check(left.nextSet(0) == 100 && left.cardinality() == 9_900, "bits are those of right");
        });
    }
}
