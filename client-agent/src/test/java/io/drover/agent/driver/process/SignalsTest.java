package io.drover.agent.driver.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalsTest {
    @Test
    void shouldKnowSignalsByNameAndNumber() {
        assertThat(Signals.number("SIGKILL")).isEqualTo(9);
        assertThat(Signals.number("HUP")).isEqualTo(1);
        assertThat(Signals.number(" 15 ")).isEqualTo(15);
        assertThat(Signals.number("SIGIOT")).isEqualTo(6);
        assertThat(Signals.number("SIGSYS")).isEqualTo(31);
    }

    @Test
    void shouldNotKnowOtherNames() {
        assertThat(Signals.number("SIGWHAT")).isNull();
        assertThat(Signals.number("")).isNull();
        assertThat(Signals.number("99")).isNull();
        assertThat(Signals.number("9; reboot")).isNull();
    }
}
