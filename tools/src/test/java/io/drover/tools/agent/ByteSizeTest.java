package io.drover.tools.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.tools.agent.config.ConfigException;
import org.junit.jupiter.api.Test;

class ByteSizeTest {
    @Test
    void shouldReadSizesAsOperatorsWriteThem() throws ConfigException {
        assertThat(ByteSize.parse("s", "500")).isEqualTo(500);
        assertThat(ByteSize.parse("s", "2K")).isEqualTo(2_000);
        assertThat(ByteSize.parse("s", "1.5 MB")).isEqualTo(1_500_000);
        assertThat(ByteSize.parse("s", "1mib")).isEqualTo(1 << 20);
        assertThat(ByteSize.parse("s", "1G")).isEqualTo(1_000_000_000);
    }

    @Test
    void shouldNameTheSettingThatIsNoSize() {
        assertThatThrownBy(() -> ByteSize.parse("server.job_max_source_size", "1ib"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("server.job_max_source_size must be a size such as 1M or 512KiB, but is \"1ib\"");
    }
}
