package io.drover.gateway.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AuthorityTest {
    @Test
    void shouldGrantNothingWithoutPolicies() throws AccessException {
        final Authority nobody = of();
        assertThat(nobody.allows("default", Capabilities.LIST_JOBS)).isFalse();
        assertThat(nobody.allows("*", Capabilities.LIST_JOBS)).isFalse();
        assertThat(nobody.reads("node")).isFalse();
        assertThat(nobody.knowsNamespace("default")).isFalse();
    }

    @Test
    void shouldPreferTheExactNameAndThenTheClosestPattern() throws AccessException {
        final Authority authority = of(
                "namespace \"*\" { policy = \"read\" }",
                "namespace \"prod-*\" { capabilities = [\"submit-job\"] }",
                "namespace \"prod-web\" { policy = \"deny\" }");
        assertThat(authority.allows("dev", Capabilities.READ_JOB)).isTrue();
        assertThat(authority.allows("prod-api", Capabilities.READ_JOB)).isFalse();
        assertThat(authority.allows("prod-api", Capabilities.SUBMIT_JOB)).isTrue();
        assertThat(authority.allows("prod-web", Capabilities.SUBMIT_JOB)).isFalse();
        assertThat(authority.knowsNamespace("prod-web")).isFalse();
    }

    @Test
    void shouldLetADenialWinAndElseWhatGrantsMore() throws AccessException {
        assertThat(of("node { policy = \"read\" }", "node { policy = \"write\" }")
                        .writes("node"))
                .isTrue();
        final Authority denied = of("node { policy = \"write\" }", "node { policy = \"deny\" }");
        assertThat(denied.reads("node")).isFalse();
        assertThat(denied.writes("node")).isFalse();
    }

    @Test
    void shouldLetAWorkloadReadItsOwnVariablesUnlessAnExactRuleSaysOtherwise() throws AccessException {
        final WorkloadClaims claims = new WorkloadClaims("default", "web", "g", "t", new UUID(1, 2));
        final Authority plain = Authority.of(List.of(), claims);
        assertThat(plain.allowsVariable("default", "nomad/jobs/web/g/t", "read"))
                .isTrue();
        assertThat(plain.allowsVariable("default", "nomad/jobs/web/g/t", "write"))
                .isFalse();
        assertThat(plain.allowsVariable("default", "nomad/jobs/other", "read")).isFalse();
        assertThat(plain.allowsVariable("prod", "nomad/jobs/web", "read")).isFalse();
        final PolicyRules rules = PolicyParser.parse(
                "namespace \"default\" { variables { path \"nomad/jobs/web\" { capabilities = [\"deny\"] } } }");
        assertThat(Authority.of(List.of(rules), claims).allowsVariable("default", "nomad/jobs/web", "read"))
                .isFalse();
    }

    @Test
    void shouldLetSearchesReachWhatMayBeSeenOnly() throws AccessException {
        final Authority authority = of(
                "namespace \"default\" { policy = \"read\" }",
                "namespace \"apps\" { variables { path \"app/*\" { capabilities = [\"list\"] } } }",
                "node_pool \"gpu\" { policy = \"read\" }");
        assertThat(authority.searchesVariables("apps")).isTrue();
        assertThat(authority.searchesVariables("default")).isFalse();
        assertThat(authority.searchesVariables("*")).isTrue();
        assertThat(authority.searchesNodePools()).isTrue();
        assertThat(of("node { policy = \"read\" }").searchesNodePools()).isFalse();
        assertThat(of("node { policy = \"read\" }").searchesVariables("*")).isFalse();
        assertThat(Authority.management().searchesVariables("any")).isTrue();
    }

    @Test
    void shouldMatchPatternsInBoundedTime() {
        assertThat(Patterns.matches("*a*a*a*a*a*a*a*a*a*b", "a".repeat(10_000))).isFalse();
        assertThat(Patterns.matches("a*c", "abc")).isTrue();
        assertThat(Patterns.matches("a*c", "abd")).isFalse();
    }

    private static Authority of(final String... policies) throws AccessException {
        final List<PolicyRules> rules = new ArrayList<>();
        for (final String policy : policies) {
            rules.add(PolicyParser.parse(policy));
        }
        return Authority.of(rules);
    }
}
