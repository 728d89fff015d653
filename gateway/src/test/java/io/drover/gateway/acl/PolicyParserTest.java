package io.drover.gateway.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PolicyParserTest {
    @Test
    void shouldReadSeveralItemsOnOneLine() throws AccessException {
        final PolicyRules rules = PolicyParser.parse(
                "namespace \"prod-*\" { policy = \"read\" capabilities = [\"alloc-exec\",] variables { path \"a/*\""
                        + " { capabilities = [\"read\"] } } } # rest\nagent { policy = \"write\" }");
        assertThat(rules.namespaces()).hasSize(1);
        assertThat(rules.namespaces().get(0).rule().capabilities()).startsWith("alloc-exec", "list-jobs");
        assertThat(rules.namespaces().get(0).variables()).hasSize(1);
        assertThat(rules.levels()).containsEntry("agent", "write");
    }

    @Test
    void shouldReadTheJsonForm() throws AccessException {
        final PolicyRules rules = PolicyParser.parse(
                "{\"namespace\":{\"default\":{\"policy\":\"read\"}},\"node\":{\"policy\":\"write\"}}");
        assertThat(rules.namespaces().get(0).rule().name()).isEqualTo("default");
        assertThat(rules.levels()).containsEntry("node", "write");
    }

    @Test
    void shouldRefuseWhatIsWrongAsClientsKnowIt() {
        refuses(
                "namespace \"default\" {",
                "Failed to parse ACL Policy: At 1:23: object expected closing RBRACE got: EOF");
        refuses("agent { policy = \"list\" }", "Invalid agent policy: &acl.AgentPolicy{Policy:\"list\"}");
        refuses("nothing { policy = \"read\" }", "Invalid policy: nothing { policy = \"read\" }");
        refuses("node_pool \"x\" { policy = \"list\" }", "Invalid node pool policy 'list' for 'x'");
        refuses("operator { capabilities = [\"fly\"] }", "Invalid operator capability 'fly'");
        refuses("namespace \"n\" { variables { } }", "Invalid variable policy: no variable paths in namespace n");
    }

    @Test
    void shouldRefuseBlocksThatAreNestedTooDeep() {
        assertThatThrownBy(() -> PolicyParser.parse("a {".repeat(1_000))).hasMessageContaining("nested too deeply");
    }

    private static void refuses(final String rules, final String message) {
        assertThatThrownBy(() -> PolicyParser.parse(rules))
                .isInstanceOf(AccessException.class)
                .hasMessage(message);
    }
}
