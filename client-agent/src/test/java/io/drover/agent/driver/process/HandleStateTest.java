package io.drover.agent.driver.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HandleStateTest {
    @Test
    void shouldReadWhatItWrote() throws Exception {
        final HandleState state =
                new HandleState(Path.of("/a/b"), "boot", new ProcessIdentity(10, 1000), new ProcessIdentity(11, 0));

        assertThat(HandleState.decode(state.encode())).isEqualTo(state);
    }

    @Test
    void shouldRefuseForeignBytes() {
        for (final String text :
                new String[] {"", "drover-process-2\na\nb\n1 2\n3 4", "drover-process-1\na\nb\nx\n3 4"}) {
            assertThatThrownBy(() -> HandleState.decode(text.getBytes(StandardCharsets.UTF_8)))
                    .hasMessageStartingWith("failed to decode task state from handle: ");
        }
    }
}
