package io.drover.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.state.NodeMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataEndpointTest {
    @TempDir
    Path stateDir;

    private int registrations;
    private NodeMetadata metadata;
    private MetadataEndpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        metadata =
                NodeMetadata.open(stateDir, Map.of("rack", "r7", "connect.log_level", "debug"), () -> registrations++);
        endpoint = new MetadataEndpoint(metadata);
    }

    private String call(final String method, final String body) throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        endpoint.handle(new ClientRequest(
                        method, "/v1/client/metadata", Map.of(), body.getBytes(StandardCharsets.UTF_8)))
                .body()
                .writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsTheConfigurationWithDefaults() throws Exception {
        assertThat(call("GET", ""))
                .contains(
                        "\"rack\":\"r7\"",
                        "\"connect.log_level\":\"debug\"",
                        "\"connect.proxy_concurrency\":\"1\"",
                        "\"Dynamic\":{}");
    }

    @Test
    void setsHidesAndRemovesValues() throws Exception {
        assertThat(call("POST", "{\"Meta\":{\"note\":\"x\",\"rack\":null}}"))
                .contains("\"Dynamic\":{\"note\":\"x\",\"rack\":null}");
        assertThat(metadata.merged()).containsEntry("note", "x").doesNotContainKey("rack");
        assertThat(registrations).isEqualTo(1);
        assertThat(NodeMetadata.open(stateDir, Map.of("rack", "r7"), () -> {}).merged())
                .containsEntry("note", "x")
                .doesNotContainKey("rack");
        call("POST", "{\"Meta\":{\"note\":null}}");
        assertThat(metadata.dynamic()).containsOnlyKeys("rack");
    }

    @Test
    void refusesBadInput() {
        assertRefused("POST", "", 400, "Request body is empty");
        assertRefused("POST", "[", 400, "unexpected EOF");
        assertRefused("POST", "{}", 400, "missing required Meta object");
        assertRefused("POST", "{\"Meta\":{\"\":\"b\"}}", 400, "metadata keys must not be empty");
        assertRefused(
                "POST",
                "{\"Meta\":{\"bad key!\":\"b\"}}",
                400,
                "\"bad key!\" is invalid; metadata keys must be valid dotted hcl identifiers");
        assertRefused("POST", "{\"Meta\":{}}", 400, "missing required Meta object");
        assertRefused("POST", "{\"Meta\":{\"a\":1}}", 400, typeError("number"));
        assertRefused("POST", "{\"Meta\":{\"a\":true}}", 400, typeError("bool"));
        assertRefused("PUT", "{\"Meta\":{\"a\":\"b\"}}", 405, "Invalid method");
        assertThat(registrations).isZero();
    }

    private static String typeError(final String kind) {
        return "json: cannot unmarshal " + kind + " into Go struct field NodeMetaApplyRequest.Meta of type string";
    }

    private void assertRefused(final String method, final String body, final int status, final String message) {
        assertThatThrownBy(() -> call(method, body))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessage(message);
    }
}
