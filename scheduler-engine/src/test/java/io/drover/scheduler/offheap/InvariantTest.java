package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InvariantTest {
    @Test
    void shouldPassWhenTheConditionHolds() {
        assertThatCode(() -> {
                    Invariant.check(true, "holds");
                    Invariant.check(true, "holds", 1);
                    Invariant.check(true, "holds", 1, 2);
                    Invariant.checkIndex(0, 1, "index");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNameExpectationAndValues() {
        assertThatThrownBy(() -> Invariant.check(false, "row is live"))
                .isInstanceOf(InvariantViolation.class)
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected: row is live");
        assertThatThrownBy(() -> Invariant.check(false, "row is live", 7))
                .hasMessage("Expected: row is live, but value=7");
        assertThatThrownBy(() -> Invariant.check(false, "row is live", 7, 8))
                .hasMessage("Expected: row is live, but value=7 other=8");
        assertThatThrownBy(() -> Invariant.checkIndex(3, 3, "row")).hasMessage("Expected: 0 <= row < 3, but value=3");
        assertThatThrownBy(() -> Invariant.checkIndex(-1, 3, "row")).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void shouldAllocateNothingWhenTheConditionHolds() {
        final long[] counter = new long[1];
        Garbage.assertNone(() -> {
            Invariant.check(counter[0] >= 0, "counter is not negative", counter[0]++);
            Invariant.checkIndex((int) (counter[0] & 7), 8, "index");
        });
    }
}
