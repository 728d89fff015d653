package io.drover.tools.cli.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Shell;
import io.drover.tools.cli.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AclCommandsTest {
    private final StubServer server = new StubServer();
    private final Shell shell = new Shell(server.address());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldWriteAndShowPolicies() {
        server.on("PUT /v1/acl/policy/dev", "")
                .on(
                        "GET /v1/acl/policy/dev",
                        "{\"Name\":\"dev\",\"CreateIndex\":11,\"ModifyIndex\":12,\"Rules\":\"node {}\"}")
                .on("GET /v1/acl/policies", "[{\"Name\":\"dev\",\"Description\":\"\"}]");
        assertThat(shell.input("node {}").run("acl policy apply", "-job", "web", "dev", "-"))
                .isZero();
        assertThat(shell.out()).isEqualTo("Successfully wrote \"dev\" ACL policy!\n");
        assertThat(server.requests())
                .last()
                .asString()
                .endsWith(
                        "{\"Description\":\"\",\"JobACL\":{\"Group\":\"\",\"JobID\":\"web\",\"Namespace\":\"default\","
                                + "\"Task\":\"\"},\"Name\":\"dev\",\"Rules\":\"node {}\"}");
        shell.run("acl policy info", "dev");
        assertThat(shell.out())
                .isEqualTo(
                        "Name        = dev\nDescription = <none>\nCreateIndex = 11\nModifyIndex = 12\n\nRules\n\nnode {}\n");
        shell.run("acl policy list");
        assertThat(shell.out()).isEqualTo("Name  Description\ndev   <none>\n");
        assertThat(shell.run("acl policy apply", "-group", "g", "dev", "-")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("-job is required if -group is set\n");
    }

    @Test
    void shouldCreateTokensAndWarnOfUnknownPolicies() {
        server.on(
                "PUT /v1/acl/token",
                "{\"AccessorID\":\"a\",\"SecretID\":\"s\",\"Name\":\"ops\",\"Type\":\"client\",\"Policies\":[\"dev\"],"
                        + "\"Roles\":[{\"ID\":\"r\",\"Name\":\"eng\"}]}");
        assertThat(shell.run("acl token create", "-name", "ops", "-policy", "dev", "-role-id", "r", "-ttl", "1h"))
                .isZero();
        assertThat(shell.err()).startsWith("Error fetching info on dev policy: Unexpected response code: 404");
        assertThat(shell.out())
                .contains("Accessor ID  = a\n")
                .contains("Policies     = [dev]\n\nRoles\nID  Name\nr   eng\n");
        assertThat(server.requests())
                .last()
                .asString()
                .contains("\"ExpirationTTL\":3600000000000")
                .contains("\"Roles\":[{\"ID\":\"r\"}]");
    }

    @Test
    void shouldAddPoliciesToARole() {
        final String role = "{\"ID\":\"r\",\"Name\":\"eng\",\"Policies\":[{\"Name\":\"dev\"}]}";
        server.on("GET /v1/acl/role/r", role).on("PUT /v1/acl/role/r", role);
        assertThat(shell.run("acl role update", "-policy", "two", "r")).isZero();
        assertThat(server.requests())
                .last()
                .asString()
                .endsWith("{\"ID\":\"r\",\"Name\":\"eng\",\"Policies\":[{\"Name\":\"dev\"},{\"Name\":\"two\"}]}");
        shell.run("acl role update", "-no-merge", "-name", "new", "r");
        assertThat(server.requests())
                .last()
                .asString()
                .endsWith("{\"Description\":\"\",\"ID\":\"r\",\"Name\":\"new\",\"Policies\":[]}");
        assertThat(shell.run("acl role update", "r")).isEqualTo(1);
    }

    @Test
    void shouldDeleteByIdentifier() {
        server.on("DELETE /v1/acl/token/a", "").on("DELETE /v1/acl/role/r", "").on("DELETE /v1/acl/policy/p", "");
        shell.run("acl token delete", "a");
        assertThat(shell.out()).isEqualTo("Token a successfully deleted\n");
        shell.run("acl role delete", "r");
        assertThat(shell.out()).isEqualTo("ACL role r successfully deleted\n");
        shell.run("acl policy delete", "p");
        assertThat(shell.out()).isEqualTo("Successfully deleted p policy!\n");
    }

    @Test
    void shouldMakeAndChangeAuthMethods() {
        final String method =
                "{\"Name\":\"jwt\",\"Type\":\"JWT\",\"TokenLocality\":\"local\",\"MaxTokenTTL\":\"1h0m0s\","
                        + "\"Config\":{\"BoundAudiences\":[\"a\",\"b\"],\"ClaimMappings\":{\"sub\":\"user\"}},\"Hash\":\"x\"}";
        server.on("PUT /v1/acl/auth-method", method)
                .on("GET /v1/acl/auth-method/jwt", method)
                .on("PUT /v1/acl/auth-method/jwt", method);
        final String[] create = {
            "-name", "jwt", "-type", "jwt", "-token-locality", "local", "-max-token-ttl", "1h", "-config", "{\"a\":1}"
        };
        assertThat(shell.run("acl auth-method create", create)).isZero();
        assertThat(shell.out())
                .contains("Max Token TTL     = 1h0m0s\n")
                .contains("Bound audiences            = a,b\n")
                .contains("Expiration Leeway          = 0s\n")
                .contains("Claim mappings             = {sub: user}\n");
        assertThat(server.requests())
                .last()
                .asString()
                .endsWith(
                        "{\"Config\":{\"a\":1},\"MaxTokenTTL\":\"1h0m0s\",\"Name\":\"jwt\",\"TokenLocality\":\"local\","
                                + "\"Type\":\"JWT\"}");
        assertThat(shell.run("acl auth-method update", "-default", "jwt")).isZero();
        assertThat(server.requests())
                .last()
                .asString()
                .contains("\"Default\":true")
                .contains("\"Hash\":\"x\"");
        shell.run("acl auth-method info", "-json", "jwt");
        assertThat(shell.out()).doesNotContain("Hash");
        assertThat(shell.run("acl auth-method update", "jwt")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Please provide at least one flag to update the ACL auth method\n");
        assertThat(shell.run("acl auth-method create", "-name", "x", "-token-locality", "near"))
                .isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Token locality must be set to either 'local' or 'global'\n");
    }

    @Test
    void shouldMakeAndChangeBindingRules() {
        final String rule =
                "{\"ID\":\"r\",\"AuthMethod\":\"jwt\",\"BindType\":\"role\",\"BindName\":\"eng\",\"Selector\":\"s\"}";
        server.on("PUT /v1/acl/binding-rule", rule)
                .on("GET /v1/acl/binding-rule/r", rule)
                .on("PUT /v1/acl/binding-rule/r", rule);
        assertThat(shell.run(
                        "acl binding-rule create", "-auth-method", "jwt", "-bind-type", "role", "-bind-name", "eng"))
                .isZero();
        assertThat(shell.out()).contains("Selector     = \"s\"\n");
        shell.run("acl binding-rule update", "-bind-name", "ops", "r");
        assertThat(server.requests())
                .last()
                .asString()
                .contains("\"BindName\":\"ops\"")
                .contains("\"Selector\":\"s\"");
        shell.run("acl binding-rule update", "-no-merge", "-bind-name", "ops", "r");
        assertThat(server.requests()).last().asString().contains("\"Selector\":\"\"");
        assertThat(shell.run("acl binding-rule create", "-auth-method", "jwt")).isEqualTo(1);
    }

    @Test
    void shouldLogInWithATokenOfSomebodyElse() {
        server.on(
                        "GET /v1/acl/auth-methods",
                        "[{\"Name\":\"jwt\",\"Type\":\"JWT\",\"Default\":true},{\"Name\":\"web\",\"Type\":\"OIDC\"}]")
                .on("PUT /v1/acl/login", "{\"AccessorID\":\"a\",\"SecretID\":\"s\",\"Type\":\"client\"}");
        assertThat(shell.run("login", "-login-token", "x.y.z")).isZero();
        assertThat(shell.out())
                .startsWith("Successfully logged in via JWT and jwt\n\n")
                .contains("Secret ID    = s\n");
        assertThat(server.requests())
                .last()
                .asString()
                .endsWith("{\"AuthMethodName\":\"jwt\",\"LoginToken\":\"x.y.z\"}");
        assertThat(shell.run("login", "-method", "none")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Error: method none not found in the state store. \n");
        assertThat(shell.run("login", "-method", "web")).isEqualTo(1);
        server.on("PUT /v1/acl/login", 401, "no three parts");
        assertThat(shell.run("login", "-login-token", "x")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Error performing login: Unexpected response code: 401 (no three parts)\n");
    }

    @Test
    void shouldListTokensWithoutSecrets() {
        server.on(
                "GET /v1/acl/tokens",
                "[{\"Name\":\"old\",\"Type\":\"client\",\"AccessorID\":\"a\",\"ExpirationTime\":\"2020-01-01T00:00:00Z\"},"
                        + "{\"Name\":\"boss\",\"Type\":\"management\",\"Global\":true,\"AccessorID\":\"b\"}]");
        shell.run("acl token list");
        assertThat(shell.out()).isEqualTo("""
                        Name  Type        Global  Accessor ID  Expired
                        old   client      false   a            true
                        boss  management  true    b            false
                        """);
    }
}
