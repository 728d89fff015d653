package io.drover.agent.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuListTest {
    @Test
    void shouldReadAndWriteRanges() {
        assertThat(CpuList.parse("0-3,8")).containsExactly(0, 1, 2, 3, 8);
        assertThat(CpuList.parse(" \n")).isEmpty();
        assertThat(CpuList.format(List.of(0, 1, 2, 3, 8))).isEqualTo("0-3,8");
        assertThat(CpuList.format(List.of())).isEmpty();
    }

    @Test
    void shouldRefuseOtherText() {
        for (final String text : List.of("a", "3-1", "1-", "-1", "0-99999999")) {
            assertThatThrownBy(() -> CpuList.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
