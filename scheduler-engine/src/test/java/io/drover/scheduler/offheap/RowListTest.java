package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowListTest {
    private static final int OWNER_COUNT = 10;
    private static final int MEMBER_COUNT = 1_000;

    private final Slab owners = newRows(32, OWNER_COUNT);
    private final Slab members = newRows(24, MEMBER_COUNT);
    private final RowList list = new RowList(owners, 8, members, 16);

    @Test
    void shouldAgreeWithArrayLists() {
        final Random random = Seeds.newRandom();
        final List<List<Integer>> expected = new ArrayList<>();
        for (int owner = 0; owner < OWNER_COUNT; owner++) {
            expected.add(new ArrayList<>());
        }
        for (int i = 0; i < 50_000; i++) {
            final int owner = random.nextInt(OWNER_COUNT);
            final int member = random.nextInt(MEMBER_COUNT);
            final int holder = holderOf(expected, member);
            assertThat(list.isLinked(member)).isEqualTo(holder >= 0);
            if (holder >= 0) {
                list.remove(holder, member);
                expected.get(holder).remove(Integer.valueOf(member));
            } else if (random.nextBoolean()) {
                list.addLast(owner, member);
                expected.get(owner).add(member);
            } else {
                list.addFirst(owner, member);
                expected.get(owner).add(0, member);
            }
            assertThat(list.count(owner)).isEqualTo(expected.get(owner).size());
            if (i % 500 == 0) {
                checkAll(list, expected);
            }
        }
        checkAll(list, expected);
    }

    private static int holderOf(final List<List<Integer>> lists, final int member) {
        for (int owner = 0; owner < lists.size(); owner++) {
            if (lists.get(owner).contains(member)) {
                return owner;
            }
        }
        return -1;
    }

    private static void checkAll(final RowList list, final List<List<Integer>> expected) {
        for (int owner = 0; owner < OWNER_COUNT; owner++) {
            list.verify(owner);
            assertThat(forwards(list, owner)).isEqualTo(expected.get(owner));
        }
    }

    private static List<Integer> forwards(final RowList list, final int owner) {
        final List<Integer> rows = new ArrayList<>();
        for (int row = list.first(owner); row != Slab.NULL_ROW; row = list.next(row)) {
            rows.add(row);
        }
        return rows;
    }

    @Test
    void shouldRestoreListsInTheirOrder() {
        final Random random = Seeds.newRandom();
        for (int i = 0; i < 500; i++) {
            if (random.nextBoolean()) {
                list.addFirst(i % 3, i);
            } else {
                list.addLast(i % 3, i);
            }
        }
        final Slab otherOwners = newRows(32, OWNER_COUNT);
        final Slab otherMembers = newRows(24, MEMBER_COUNT);
        final RowList restored = new RowList(otherOwners, 8, otherMembers, 16);
        for (int member = 0; member < MEMBER_COUNT; member++) {
            if (list.isLinked(member)) {
                restored.restoreMember(member, list.previous(member), list.next(member));
            }
        }
        for (int owner = 0; owner < OWNER_COUNT; owner++) {
            restored.restoreOwner(owner, list.first(owner), list.last(owner), list.count(owner));
            restored.verify(owner);
            assertThat(forwards(restored, owner)).isEqualTo(forwards(list, owner));
        }
    }

    @Test
    void shouldTakeZeroedRowsForEmptyListsAndMembersOfNone() {
        assertThat(list.first(0)).isEqualTo(Slab.NULL_ROW);
        assertThat(list.last(0)).isEqualTo(Slab.NULL_ROW);
        assertThat(list.count(0)).isZero();
        assertThat(list.isLinked(0)).isFalse();
    }

    @Test
    void shouldRefuseMisuse() {
        list.addLast(0, 5);
        list.addLast(1, 6);
        assertThatThrownBy(() -> list.addLast(1, 5)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> list.addFirst(0, 5)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> list.remove(1, 5)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> list.remove(0, 7)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> list.next(7)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> new RowList(owners, 24, members, 16)).isInstanceOf(InvariantViolation.class);
        list.verify(0);
        list.verify(1);
    }

    @Test
    void shouldFindLinksThatDisagree() {
        list.addLast(0, 1);
        list.addLast(0, 2);
        list.restoreOwner(0, 1, 2, 3);
        assertThatThrownBy(() -> list.verify(0)).isInstanceOf(InvariantViolation.class);
        list.restoreOwner(0, 1, 1, 2);
        assertThatThrownBy(() -> list.verify(0)).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void shouldAllocateNothing() {
        final int[] next = {0};
        Garbage.assertNone(() -> {
            final int member = next[0]++ % MEMBER_COUNT;
            if (list.isLinked(member)) {
                list.remove(member % OWNER_COUNT, member);
            }
            list.addLast(member % OWNER_COUNT, member);
            Invariant.check(list.last(member % OWNER_COUNT) == member, "row is the last one");
        });
    }

    private static Slab newRows(final int rowLength, final int count) {
        final Slab slab = new Slab(rowLength, count);
        for (int i = 0; i < count; i++) {
            slab.allocate();
        }
        return slab;
    }
}
