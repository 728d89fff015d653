package io.drover.tools.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigValidateCommandTest {
    private final Shell shell = new Shell("http://127.0.0.1:1");

    @TempDir
    private Path folder;

    @Test
    void shouldAcceptWhatAnAgentStartsWith() throws IOException {
        assertThat(validate(
                        "data_dir = \"/var/lib/x\"\nserver {\n  enabled          = true\n  bootstrap_expect = 1\n}\n"))
                .isZero();
        assertThat(shell.out()).isEqualTo("Configuration is valid!\n");
        assertThat(shell.err()).contains("WARNING: Bootstrap mode enabled! Potentially unsafe operation.");
    }

    @Test
    void shouldNameUnknownKeys() throws IOException {
        assertThat(validate("colour = \"red\"\n")).isOne();
        assertThat(shell.err())
                .startsWith("1 error occurred:\n\t* Error loading configuration from ")
                .endsWith(": unexpected keys colour\n\n\n");
    }

    @Test
    void shouldRefuseWhatAnAgentWouldRefuse() throws IOException {
        assertThat(validate("client {\n  enabled = true\n}\n")).isOne();
        assertThat(shell.err()).contains("Must specify the state, alloc-dir").endsWith("Configuration is invalid\n");
        assertThat(validate("data_dir = \"x\"\nserver {\n  enabled = true\n}\n"))
                .isOne();
        assertThat(shell.err()).contains("data-dir must be given as an absolute path: got x");
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        assertThat(shell.runLine("config", "validate", "missing.hcl")).isOne();
        assertThat(shell.err())
                .isEqualTo(
                        "1 error occurred:\n\t* Error loading configuration from missing.hcl: stat missing.hcl: no such"
                                + " file or directory\n\n\n");
        assertThat(shell.runLine("config", "validate")).isOne();
    }

    private int validate(final String text) throws IOException {
        final Path file = Files.writeString(folder.resolve("agent.hcl"), text);
        return shell.runLine("config", "validate", file.toString());
    }
}
