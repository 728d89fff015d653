package io.drover.agent.driver.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlobsTest {
    @Test
    void shouldMatchTheWholeText() {
        assertThat(Globs.matches("AWS_*", "AWS_SECRET")).isTrue();
        assertThat(Globs.matches("AWS_*", "MY_AWS_SECRET")).isFalse();
        assertThat(Globs.matches("*SECRET*", "AWS_SECRET_KEY")).isTrue();
        assertThat(Globs.matches("a*b*c", "aXbYbZc")).isTrue();
        assertThat(Globs.matches("a*b*c", "aXbYbZ")).isFalse();
        assertThat(Globs.matches("", "")).isTrue();
        assertThat(Globs.matches("", "a")).isFalse();
    }
}
