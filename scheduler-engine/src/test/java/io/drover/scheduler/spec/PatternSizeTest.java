package io.drover.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PatternSizeTest {
    @Test
    void shouldLetPassWhatPeopleWrite() {
        assertThat(isBounded("^(linux|darwin)-[a-z]+[0-9]{1,3}$")).isTrue();
        assertThat(isBounded("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")).isTrue();
        assertThat(isBounded("x{1,900}")).isTrue();
        assertThat(isBounded("[]]{3}[^]\\]]*\\{99999}")).isTrue();
        assertThat(isBounded("")).isTrue();
    }

    @Test
    void shouldStopWhatGrows() {
        assertThat(isBounded("((a{1,100}){1,100}){1,100}")).isFalse();
        assertThat(isBounded("(x{1000}y{1000}z{1000})")).isFalse();
        assertThat(isBounded("(x|y)?".repeat(10_000))).isFalse();
        assertThat(isBounded("(".repeat(200) + ")".repeat(200))).isFalse();
        assertThat(isBounded("a".repeat(65_000))).isFalse();
        assertThat(isBounded("(((ab){30}c){30}d){30}")).isFalse();
    }

    private static boolean isBounded(final String pattern) {
        return PatternSize.isBounded(pattern.getBytes(StandardCharsets.UTF_8));
    }
}
