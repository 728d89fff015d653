package io.drover.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CliTest {
    private final Shell shell = new Shell("http://127.0.0.1:1");

    @Test
    void shouldPrintTheVersion() {
        assertThat(shell.runLine("version")).isZero();
        assertThat(shell.out()).startsWith("Drover v");
        assertThat(shell.runLine("-v")).isZero();
        assertThat(shell.out()).startsWith("Drover v");
    }

    @Test
    void shouldPrintHelpOnRequest() {
        assertThat(shell.runLine("-help")).isZero();
        assertThat(shell.out()).startsWith("Usage: nomad [-version] [-help] <command> [args]");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void shouldEndQuietlyWhenNobodyReadsItsOutput() {
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final OutputStream closed = new OutputStream() {
            @Override
            public void write(final int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        final Ui ui = new Ui(new StandardStream(closed), err, InputStream.nullInputStream(), false);

        assertThat(new Cli(ui).run(List.of("-help"))).isEqualTo(141);
        assertThat(err.size()).isZero();
    }

    @Test
    void shouldAnswer127WithoutACommand() {
        assertThat(shell.runLine()).isEqualTo(127);
        assertThat(shell.err()).startsWith("Usage: nomad");
        assertThat(shell.runLine("nosuch")).isEqualTo(127);
        assertThat(shell.runLine("-address=http://127.0.0.1:1", "status")).isEqualTo(127);
    }

    @Test
    void shouldPrintTheHelpOfAGroup() {
        assertThat(shell.runLine("node")).isEqualTo(1);
        assertThat(shell.err()).startsWith("Usage: nomad node <subcommand> [options] [args]");
        assertThat(shell.runLine("node", "pool", "-h")).isZero();
        assertThat(shell.out()).contains("\n    list ").doesNotContain("pool list");
        assertThat(shell.runLine("node", "pool", "nosuch")).isEqualTo(1);
    }

    @Test
    void shouldPrintTheHelpOfACommand() {
        assertThat(shell.runLine("job", "run", "-h")).isZero();
        assertThat(shell.out())
                .startsWith("Usage: nomad job run [options] <path>\n")
                .contains("\nGeneral Options:\n")
                .contains("\n  -check-index=<index>\n");
    }

    @Test
    void shouldHaveAHelpForEveryCommand() {
        final List<String> names = new ArrayList<>(CommandTable.names());
        // These have no flags of this package: their own packages test them.
        names.removeAll(List.of("agent", "quickstart", "version"));
        for (final String name : names) {
            assertThat(shell.runLine((name + " -h").split(" "))).as(name).isZero();
            assertThat(shell.out()).as(name).startsWith("Usage: nomad ");
        }
    }

    @Test
    void shouldReportWrongFlagsWithTheHelp() {
        assertThat(shell.runLine("job", "status", "-nosuch")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("flag provided but not defined: -nosuch\n");
        assertThat(shell.out()).startsWith("Usage: nomad status");
        assertThat(shell.runLine("job", "plan", "-nosuch")).isEqualTo(255);
    }

    @Test
    void shouldAnswerUnderOtherNames() {
        assertThat(shell.runLine("run", "-h")).isZero();
        assertThat(shell.out()).startsWith("Usage: nomad job run");
        assertThat(shell.runLine("logs", "-h")).isZero();
        assertThat(shell.out()).startsWith("Usage: nomad alloc logs");
    }

    @Test
    void shouldWarnAboutOldNames() {
        assertThat(shell.runLine("server-members", "-h")).isZero();
        assertThat(shell.err()).isEqualTo("""
                        WARNING! The "nomad server-members" command is deprecated. Please use "nomad
                        server members" instead. This command will be removed a later version of
                        Nomad.

                        """);
    }

    @Test
    void shouldNameAnUnreachableServer() {
        assertThat(shell.run("node status")).isEqualTo(1);
        assertThat(shell.err())
                .isEqualTo(
                        "Error querying node status: Get \"http://127.0.0.1:1/v1/nodes\": dial tcp 127.0.0.1:1: connect:"
                                + " connection refused\n");
    }

    @Test
    void shouldRefuseBrokenAddresses() {
        assertThat(shell.runLine("job", "status", "-address=127.0.0.1")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Error querying jobs: Get \"/v1/jobs\": unsupported protocol scheme \"\"\n");
        assertThat(shell.runLine("job", "status", "-address=ftp://a:1")).isEqualTo(1);
        assertThat(shell.err())
                .isEqualTo("Error querying jobs: Get \"ftp://a:1/v1/jobs\": unsupported protocol scheme \"ftp\"\n");
        assertThat(shell.runLine("job", "status", "-address=http://[::1")).isEqualTo(1);
        assertThat(shell.err())
                .isEqualTo(
                        "Error initializing client: invalid address 'http://[::1': parse \"http://[::1\": missing ']'"
                                + " in host\n");
    }

    @Test
    void shouldRefuseHalfOfACertificate() {
        assertThat(shell.run("node status", "-client-cert=a.pem")).isEqualTo(1);
        assertThat(shell.err())
                .isEqualTo("Error initializing client: Both client cert and client key must be provided\n");
        assertThat(shell.run("node status", "-ca-cert=missing.pem")).isEqualTo(1);
        assertThat(shell.err())
                .isEqualTo(
                        "Error initializing client: Error loading CA File: open missing.pem: no such file or directory\n");
    }
}
