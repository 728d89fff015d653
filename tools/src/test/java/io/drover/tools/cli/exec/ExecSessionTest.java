package io.drover.tools.cli.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.ApiSettings;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.http.TlsSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecSessionTest {
    private static final String CLOSED = "{\"stdin\":{\"close\":true}}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldPassInputOnAndEndWithTheExitCode() throws Exception {
        final List<String> answers = List.of(
                "{}",
                "{\"stdout\":{\"data\":\"b3V0Cg==\"}}",
                "{\"stderr\":{\"data\":\"ZXJyCg==\"}}",
                "{\"stdout\":{\"close\":true}}",
                "{\"exited\":true,\"result\":{\"exit_code\":3}}");
        try (StubWebSocket server = new StubWebSocket(CLOSED, answers, "")) {
            assertThat(run(server, "typed\n", true)).isEqualTo(3);
            assertThat(server.received())
                    .containsExactly(
                            "GET /v1/exec?command=%5B%22cat%22%5D&tty=false HTTP/1.1",
                            "{\"stdin\":{\"data\":\"dHlwZWQK\"}}", CLOSED);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("out\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("err\n");
    }

    @Test
    void shouldTakeAMissingExitCodeForZeroAndKeepInputBack() throws Exception {
        try (StubWebSocket server = new StubWebSocket(CLOSED, List.of("{\"exited\":true,\"result\":{}}"), "")) {
            assertThat(run(server, "typed\n", false)).isZero();
            assertThat(server.received()).hasSize(2).last().isEqualTo(CLOSED);
        }
    }

    @Test
    void shouldReportWhyTheServerClosed() throws Exception {
        try (StubWebSocket server = new StubWebSocket(CLOSED, List.of(), "unknown task name \"x\"")) {
            assertThatThrownBy(() -> run(server, "", true))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("unknown task name \"x\"");
        }
    }

    @Test
    void shouldReportAnUnreachableServer() {
        assertThatThrownBy(() -> session(true, "").run(api("http://127.0.0.1:1"), "/v1/exec", new Query()))
                .isInstanceOf(ApiException.class)
                .hasMessage(
                        "Get \"http://127.0.0.1:1/v1/exec?tty=false\": dial tcp 127.0.0.1:1: connect: connection refused");
    }

    @Test
    void shouldFindTheEscapeSequenceAtTheStartOfALine() {
        final EscapeFilter filter = new EscapeFilter('~', true);
        assertThat(pass(filter, "a~.b\n~~x\n~y\n")).isEqualTo("a~.b\n~x\n~y\n");
        assertThat(filter.isEscaped()).isFalse();
        assertThat(pass(filter, "~")).isEmpty();
        assertThat(pass(filter, ".rest")).isEmpty();
        assertThat(filter.isEscaped()).isTrue();
        assertThat(pass(new EscapeFilter('~', false), "~.")).isEqualTo("~.");
        assertThat(pass(new EscapeFilter(-1, true), "~.")).isEqualTo("~.");
    }

    private int run(final StubWebSocket server, final String input, final boolean isInput) throws ApiException {
        return session(isInput, input).run(api(server.address()), "/v1/exec", new Query().with("command", "[\"cat\"]"));
    }

    private ExecSession session(final boolean isInput, final String input) {
        final ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new ExecSession(new Ui(out, err, in, false), new ExecOptions(isInput, false, '~'));
    }

    private static Api api(final String address) throws ApiException {
        final TlsSettings none = new TlsSettings("", "", "", "", "", false);
        return new Api(new ApiSettings(address, "", "", "", "", none));
    }

    private static String pass(final EscapeFilter filter, final String typed) {
        final byte[] bytes = typed.getBytes(StandardCharsets.UTF_8);
        return new String(filter.pass(bytes, bytes.length), StandardCharsets.UTF_8);
    }
}
