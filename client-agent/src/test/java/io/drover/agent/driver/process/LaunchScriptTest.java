package io.drover.agent.driver.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaunchScriptTest {
    private static LaunchSpec spec(final Map<String, String> env, final @Nullable UserAccount user) {
        return new LaunchSpec("/bin/true", List.of(), env, Path.of("/w'd"), List.of(), user, 0, null);
    }

    @Test
    void shouldQuoteWhatComesFromTheJob() throws Exception {
        final String script = LaunchScript.prepare(spec(Map.of("A", "it's $(reboot)"), null));

        assertThat(script).contains("cd '/w'\\''d' || exit 125\n").contains("export A='it'\\''s $(reboot)'\n");
    }

    @Test
    void shouldSetVariablesOnlyAfterTheUserWasSwitched() throws Exception {
        final LaunchSpec spec = spec(Map.of("LD_PRELOAD", "/evil.so"), new UserAccount("u", 7, 8, List.of()));

        assertThat(LaunchScript.prepare(spec))
                .contains("exec '/usr/bin/setpriv' '--reuid=7' '--regid=8' '--clear-groups' '--' /bin/sh -s")
                .doesNotContain("LD_PRELOAD");
        assertThat(LaunchScript.become(spec)).contains("export LD_PRELOAD='/evil.so'");
    }

    @Test
    void shouldRefuseVariablesThatNoProcessCanHave() {
        assertThatThrownBy(() -> LaunchScript.become(spec(Map.of("A=B", "x"), null)))
                .hasMessageContaining("environment variable \"A=B\"");
        assertThatThrownBy(() -> LaunchScript.become(spec(Map.of("A", "x\0y"), null)))
                .hasMessageContaining("environment variable \"A\"");
    }
}
