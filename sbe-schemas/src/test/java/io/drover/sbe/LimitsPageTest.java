package io.drover.sbe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LimitsPageTest {
    private static final Path PAGE = Path.of("../docs/limits.md");

    @Test
    void shouldListEveryLimitAsItIs() throws Exception {
        final List<String> listed = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(listed)
                .containsExactlyElementsOf(Arrays.stream(Limits.Key.values())
                        .map(LimitsPageTest::row)
                        .toList());
    }

    private static String row(final Limits.Key key) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %,d | %,d – %,d | %s |",
                key.name(),
                key.defaultValue(),
                key.minimum(),
                key.maximum(),
                key.reason());
    }
}
