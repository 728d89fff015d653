package io.drover.tools.cli.variable;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Shell;
import io.drover.tools.cli.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariableCommandsTest {
    private static final String STORED =
            "{\"Namespace\":\"default\",\"Path\":\"app/db\",\"CreateIndex\":10,\"ModifyIndex\":17,\"CreateTime\":0,"
                    + "\"ModifyTime\":0,\"Items\":{\"user\":\"bob\"}}";

    private final StubServer server = new StubServer();
    private final Shell shell = new Shell(server.address());

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldReadAVariableInAllFormats() {
        server.on("GET /v1/var/app/db", STORED);
        assertThat(shell.run("var get", "app/db")).isZero();
        assertThat(shell.out()).startsWith("{\n    \"CreateIndex\": 10,");
        shell.run("var get", "-out", "table", "app/db");
        assertThat(shell.out())
                .isEqualTo("Namespace   = default\nPath        = app/db\nCreate Time = <none>\nCheck Index = 17\n\n"
                        + "Items\nuser = bob\n");
        shell.run("var get", "-out", "hcl", "app/db");
        assertThat(shell.out()).endsWith("\n\nitems = {\n  user = \"bob\"\n}\n");
        shell.run("var get", "-out", "go-template", "-template", "{{.Items.user}}", "app/db");
        assertThat(shell.out()).isEqualTo("bob\n");
        shell.run("var get", "-item", "user", "app/db");
        assertThat(shell.out()).isEqualTo("bob");
        assertThat(shell.run("var get", "-item", "nosuch", "app/db")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Variable does not contain \"nosuch\" item\n");
        assertThat(shell.run("var get", "-out", "xml", "app/db")).isEqualTo(1);
        assertThat(shell.err())
                .startsWith("Invalid value for \"-out\"; valid values are [go-template, hcl, json, none, table]\n");
        assertThat(shell.run("var get", "nosuch")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Variable not found\n");
    }

    @Test
    void shouldWriteUnlessTheIndexDiffers() {
        server.on("PUT /v1/var/app/db", STORED);
        assertThat(shell.run("var put", "-out", "none", "app/db", "user=bob", "gone="))
                .isZero();
        assertThat(shell.out()).isEqualTo("Created variable \"app/db\" with modify index 17\n");
        assertThat(server.requests())
                .last()
                .isEqualTo("PUT /v1/var/app/db?cas=0 {\"Items\":{\"user\":\"bob\"},\"Path\":\"app/db\"}");
        shell.run("var put", "-force", "app/db", "user=bob");
        assertThat(server.requests()).last().asString().startsWith("PUT /v1/var/app/db {");
        server.on("PUT /v1/var/app/db", 409, STORED);
        assertThat(shell.run("var put", "-check-index", "1", "app/db", "user=eve"))
                .isEqualTo(1);
        assertThat(shell.err())
                .startsWith(
                        "Check-and-Set conflict\n\n    Your provided check-index (1) does not match the server-side index"
                                + " (17).");
    }

    @Test
    void shouldReadSpecificationsAndValuesFromFiles() throws IOException {
        server.on("PUT /v1/var/app/p", STORED);
        final Path spec = folder.resolve("s.hcl");
        Files.writeString(spec, "path = \"app/p\"\nitems {\n  a = \"1\"\n}\n");
        final Path value = folder.resolve("v.txt");
        Files.writeString(value, "from file");
        assertThat(shell.input("typed").run("var put", "@" + spec, "b=@" + value, "c=-"))
                .isZero();
        assertThat(server.requests())
                .last()
                .asString()
                .endsWith("{\"Items\":{\"a\":\"1\",\"b\":\"from file\",\"c\":\"typed\"},\"Path\":\"app/p\"}");
        assertThat(shell.run("var put", "app/p", "novalue")).isEqualTo(1);
        assertThat(shell.err())
                .isEqualTo("Failed to parse K=V data: invalid key/value pair \"novalue\": format must be key=value\n");
    }

    @Test
    void shouldListAndPurge() {
        server.on("GET /v1/vars", "[" + STORED + "]").on("DELETE /v1/var/app/db", 204, "");
        shell.run("var list", "-out", "terse", "app/");
        assertThat(shell.out()).isEqualTo("app/db\n");
        shell.run("var list", "-out", "table");
        assertThat(shell.out()).isEqualTo("Namespace  Path    Last Updated\ndefault    app/db  <none>\n");
        assertThat(shell.run("var purge", "app/db")).isZero();
        assertThat(shell.out()).isEqualTo("Successfully purged variable \"app/db\"!\n");
    }

    @Test
    void shouldRunAProgramWhileAVariableIsLocked() {
        server.on("GET /v1/var/app/db", STORED)
                .on(
                        "PUT /v1/var/app/db",
                        "{\"Path\":\"app/db\",\"Lock\":{\"ID\":\"l1\"},\"Items\":{\"user\":\"bob\"}}");
        assertThat(shell.run("var lock", "-shell=false", "app/db", "true")).isZero();
        assertThat(server.requests())
                .containsExactly(
                        "GET /v1/var/app/db",
                        "PUT /v1/var/app/db?lock-acquire=true {\"Items\":{\"user\":\"bob\"},"
                                + "\"Lock\":{\"LockDelay\":\"15s\",\"TTL\":\"15s\"},\"Path\":\"app/db\"}",
                        "PUT /v1/var/app/db?lock-release=true {\"Lock\":{\"ID\":\"l1\"},\"Path\":\"app/db\"}");
        assertThat(shell.run("var lock", "app/db", "exit", "3")).isEqualTo(1);
        assertThat(shell.err())
                .isEqualTo(
                        "Lock error:1 error occurred:\n\t* locks: error executing protected function exit status 3\n\n\n");
        assertThat(server.requests()).last().asString().contains("lock-release");
        assertThat(shell.run("var lock", "-shell=false", "app/db", "/no/such/program"))
                .isEqualTo(1);
        assertThat(server.requests()).last().asString().contains("lock-release");
    }

    @Test
    void shouldNotRunAProgramWithoutTheLock() {
        server.on("GET /v1/var/app/db", STORED).on("PUT /v1/var/app/db", 409, STORED);
        assertThat(shell.run("var lock", "-early-return", "app/db", "true")).isEqualTo(1);
        assertThat(shell.err()).contains("lock already acquired");
        server.on("PUT /v1/var/app/db", 400, "TTL is wrong");
        assertThat(shell.run("var lock", "app/db", "true")).isEqualTo(1);
        assertThat(shell.err()).contains("locks: Unexpected response code: 400 (TTL is wrong)");
        assertThat(shell.run("var lock", "app/db")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Not enough arguments (expected >2, got 1)\n");
    }

    @Test
    void shouldNotShowALockThatNobodyHolds() {
        server.on("GET /v1/var/app/db", "{\"Path\":\"app/db\",\"Lock\":null,\"Items\":{}}");
        shell.run("var get", "app/db");
        assertThat(shell.out()).doesNotContain("Lock");
    }

    @Test
    void shouldWriteAnExampleThatItCanRead() {
        server.on("PUT /v1/var/app/x", STORED);
        final String path = folder.resolve("spec.hcl").toString();
        assertThat(shell.runLine("var", "init", path)).isZero();
        assertThat(shell.run("var put", "app/x", "@" + path)).isZero();
        assertThat(server.requests()).last().asString().contains("\"key1\":\"value 1\"");
    }
}
