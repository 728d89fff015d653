package io.drover.agent.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SnappyBlockTest {
    private static String decode(final String hex) throws IOException {
        return new String(SnappyBlock.decode(HexFormat.of().parseHex(hex)), StandardCharsets.UTF_8);
    }

    @Test
    void decodesLiteralsAndCopies() throws IOException {
        assertThat(decode("00")).isEmpty();
        assertThat(decode("0510" + "68656c6c6f")).isEqualTo("hello");
        // "ab" and then a copy of 8 bytes from 2 back, which overlaps itself.
        assertThat(decode("0a04" + "6162" + "1102")).isEqualTo("ababababab");
        assertThat(decode("0604" + "6162" + "0e0200")).isEqualTo("ababab");
    }

    @Test
    void refusesDamagedBlocks() {
        assertThatThrownBy(() -> decode("0510" + "6865")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> decode("05" + "0061"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("truncated");
        assertThatThrownBy(() -> decode("ffffffff7f"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("claims");
        assertThatThrownBy(() -> decode("0411ff")).isInstanceOf(IOException.class);
    }
}
