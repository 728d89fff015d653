package io.drover.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
    private static final String NODE = "33333333-aaaa-bbbb-cccc-000000000003";

    private final StubServer server = new StubServer();
    private final Shell shell = new Shell(server.address());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldShowWhatTheIdentifierBelongsTo() {
        server.on("PUT /v1/search", "{\"Matches\":{\"nodes\":[\"" + NODE + "\"],\"jobs\":null}}")
                .on("GET /v1/nodes", "[{\"ID\":\"" + NODE + "\"}]")
                .on("GET /v1/node/" + NODE, "{\"ID\":\"" + NODE + "\",\"Name\":\"n1\"}")
                .on("GET /v1/node/" + NODE + "/allocations", "[]");
        assertThat(shell.run("status", "3333")).isZero();
        assertThat(shell.out()).startsWith("ID              = " + NODE + "\nName            = n1\n");
    }

    @Test
    void shouldListWhatItCouldBe() {
        server.on("PUT /v1/search", "{\"Matches\":{\"namespaces\":[\"default\"],\"node_pools\":[\"default\"]}}");
        assertThat(shell.run("status", "default")).isEqualTo(1);
        assertThat(shell.err())
                .isEqualTo(
                        "Multiple matches found for id \"default\"\n\nNamespaces:\ndefault\n\nNode_pools:\ndefault\n");
        server.on("PUT /v1/search", "{\"Matches\":{}}");
        assertThat(shell.run("status", "nosuch")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Unable to resolve ID: \"nosuch\"\n");
    }

    @Test
    void shouldAskTheListsOfAServerWithoutSearch() {
        server.on("GET /v1/jobs", "[{\"ID\":\"web\"}]")
                .on("GET /v1/job/web", "{\"ID\":\"web\",\"Status\":\"running\"}")
                .on("GET /v1/job/web/summary", "{}")
                .on("GET /v1/job/web/allocations", "[]")
                .on("GET /v1/job/web/evaluations", "[]")
                .on("GET /v1/job/web/deployment", "null")
                .on("GET /v1/namespaces", "[]")
                .on("GET /v1/node/pools", "[]");
        assertThat(shell.run("status", "web")).isZero();
        assertThat(shell.out()).startsWith("ID            = web\n");
    }
}
