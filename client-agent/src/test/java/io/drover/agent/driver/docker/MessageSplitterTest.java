package io.drover.agent.driver.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MessageSplitterTest {
    private static final String FIRST = "2026-01-02T03:04:05.000000001Z ";
    private static final String SECOND = "2026-01-02T03:04:05.000000002Z ";
    private static final long FIRST_NS = 1_767_323_045_000_000_001L;

    private final Map<Long, StringBuilder> texts = new TreeMap<>();
    private final List<Long> ended = new ArrayList<>();
    private final MessageSplitter splitter = new MessageSplitter((stampNs, bytes, offset, length, isEnd) -> {
        texts.computeIfAbsent(stampNs, key -> new StringBuilder())
                .append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        if (isEnd) {
            ended.add(stampNs);
        }
    });

    private void accept(final String text) {
        splitter.accept(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String text(final long stampNs) {
        return texts.getOrDefault(stampNs, new StringBuilder()).toString();
    }

    @Test
    void shouldTakeStampsOutWhereverPiecesEnd() {
        final String all = FIRST + "one two\n" + SECOND + "2026 is a year\n";
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        int position = 0;
        while (position < all.length()) {
            final int end = Math.min(all.length(), position + 1 + random.nextInt(12));
            accept(all.substring(position, end));
            position = end;
        }

        assertThat(text(FIRST_NS)).as("seed %d", seed).isEqualTo("one two\n");
        assertThat(text(FIRST_NS + 1)).as("seed %d", seed).isEqualTo("2026 is a year\n");
        assertThat(ended).containsExactly(FIRST_NS, FIRST_NS + 1);
    }

    @Test
    void shouldJoinLinesThatTheEngineCut() {
        final String chunk = "x".repeat(MessageSplitter.CHUNK);
        accept(FIRST + chunk + SECOND + "rest\n");

        assertThat(text(FIRST_NS)).isEqualTo(chunk);
        assertThat(text(FIRST_NS + 1)).isEqualTo("rest\n");
    }

    @Test
    void shouldPassOnWhatHasNoStamp() {
        accept("plain text\n" + FIRST + "stamped\n" + "\n");

        assertThat(text(0)).isEqualTo("plain text\n\n");
        assertThat(text(FIRST_NS)).isEqualTo("stamped\n");
    }
}
