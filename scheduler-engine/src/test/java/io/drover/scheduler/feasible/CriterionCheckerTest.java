package io.drover.scheduler.feasible;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.jobspec.Operand;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.Criteria;
import io.drover.scheduler.spec.CriteriaBuilder;
import io.drover.scheduler.spec.Texts;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriterionCheckerTest {
    private final StringTable strings = new StringTable(1_000, new BlobHeap(1 << 20), 1);
    private final Fleet fleet = new Fleet(16, 16, 16, strings);
    private final CriterionChecker checker = new CriterionChecker(fleet);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "EQUAL                | linux          | linux               | true",
                "EQUAL                | linux          | Linux               | false",
                "EQUAL                | -              | linux               | false",
                "NOT_EQUAL            | linux          | darwin              | true",
                "NOT_EQUAL            | linux          | linux               | false",
                "NOT_EQUAL            | -              | linux               | true",
                "NOT_EQUAL            | -              | ''                  | false",
                "LESS                 | 9              | 10                  | true",
                "LESS                 | 9.5            | 10                  | true",
                "LESS                 | b              | a                   | false",
                "LESS                 | 9a             | 10                  | false",
                "LESS                 | -              | 10                  | false",
                "LESS_OR_EQUAL        | 10             | 10                  | true",
                "LESS_OR_EQUAL        | 1e1            | 10.0                | true",
                "GREATER              | -3             | -4                  | true",
                "GREATER              | 9223372036854775807 | 9223372036854775806 | true",
                "GREATER              | -9223372036854775808 | -9223372036854775807 | false",
                "GREATER              | 9223372036854775808 | 9223372036854775807 | false",
                "GREATER_OR_EQUAL     | +5             | 5                   | true",
                "IS_SET               | ''             | ''                  | true",
                "IS_SET               | -              | ''                  | false",
                "IS_NOT_SET           | -              | ''                  | true",
                "IS_NOT_SET           | x              | ''                  | false",
                "REGEXP               | 4.15.0-generic | ^4\\.15             | true",
                "REGEXP               | abc            | b                   | true",
                "REGEXP               | abc            | (                   | false",
                "REGEXP               | -              | .*                  | false",
                "SET_CONTAINS         | a, b ,c        | c,a                 | true",
                "SET_CONTAINS         | a,b            | a,c                 | false",
                "SET_CONTAINS_ANY     | a,b            | x, b                | true",
                "SET_CONTAINS_ANY     | a,b            | x,y                 | false",
                "SET_CONTAINS_ANY     | ab             | a                   | false",
                "DISTINCT_HOSTS       | -              | ''                  | true",
                "DISTINCT_PROPERTY    | x              | 1                   | true",
                "UNKNOWN              | x              | x                   | false",
                "VERSION              | 1.2.3          | >= 1.0, < 2         | true",
                "VERSION              | v1.2           | = 1.2.0             | true",
                "VERSION              | 1.2.3          | 1.2.3               | true",
                "VERSION              | 1.2.3          | != 1.2.3            | false",
                "VERSION              | 1.2.3          | ~> 1.2              | true",
                "VERSION              | 1.9            | ~> 1.2              | true",
                "VERSION              | 2.0            | ~> 1.2              | false",
                "VERSION              | 1.3.0          | ~> 1.2.3            | false",
                "VERSION              | 1.2.9          | ~> 1.2.3            | true",
                "VERSION              | 1.2.2          | ~> 1.2.3            | false",
                "VERSION              | 1.3.0-beta1    | > 1.2               | false",
                "VERSION              | 1.3.0-beta1    | >= 1.3.0-beta0      | true",
                "VERSION              | 1.3.1-beta1    | >= 1.3.0-beta0      | false",
                "VERSION              | 1.3.0-beta1    | = 1.3.0-beta1       | true",
                "VERSION              | 1.2.3+build    | = 1.2.3             | true",
                "VERSION              | nonsense       | > 1                 | false",
                "VERSION              | 1.2            | nonsense            | false",
                "VERSION              | 1.2.3.4        | > 1.2.3.3           | true",
                "SEMVER               | 1.1.0-beta     | >= 1.0              | true",
                "SEMVER               | 1.0.0-beta     | >= 1.0.0            | false",
                "SEMVER               | 1.0.0-rc.1     | > 1.0.0-beta.11     | true",
                "SEMVER               | 1.0.0-beta.2   | > 1.0.0-beta.11     | false",
                "SEMVER               | 1.0.0          | > 1.0.0-rc.1        | true",
                "SEMVER               | 1.2.3          | ~> 1.2              | false",
                "SEMVER               | 1.0.0-alpha    | < 1.0.0-alpha.1     | true",
            })
    void shouldCompareAsTheReferenceDoes(
            final Operand operand, final @Nullable String left, final String right, final boolean expected) {
        fleet.draft().begin(1, 2).names(text("dc1"), text(""), text("default"), text("n1"));
        if (left != null) {
            fleet.draft().meta(text("x"), text(left));
        }
        fleet.put(0, fleet.draft());
        assertThat(isMet("${meta.x}", operand, right, 0)).isEqualTo(expected);
    }

    @Test
    void shouldResolveEveryTarget() {
        fleet.draft()
                .begin(0x0123456789abcdefL, 0x1122334455667788L)
                .names(text("dc1"), text("big"), text("gpu"), text("host-1"))
                .attribute(text("unique.hostname"), text("h1"))
                .attribute(text("arch"), text("amd64"));
        fleet.put(3, fleet.draft());
        assertThat(isMet("${node.unique.id}", Operand.EQUAL, "01234567-89ab-cdef-1122-334455667788", 3))
                .isTrue();
        assertThat(isMet("${node.unique.name}", Operand.EQUAL, "host-1", 3)).isTrue();
        assertThat(isMet("${node.datacenter}", Operand.EQUAL, "dc1", 3)).isTrue();
        assertThat(isMet("${node.class}", Operand.EQUAL, "big", 3)).isTrue();
        assertThat(isMet("${node.pool}", Operand.EQUAL, "gpu", 3)).isTrue();
        assertThat(isMet("${attr.unique.hostname}", Operand.EQUAL, "h1", 3)).isTrue();
        assertThat(isMet("amd64", Operand.EQUAL, "${attr.arch}", 3)).isTrue();
        assertThat(isMet("${attr.missing}", Operand.IS_SET, "", 3)).isFalse();
        assertThat(isMet("${unknown}", Operand.IS_SET, "", 3)).isFalse();
        assertThat(isMet("${", Operand.IS_SET, "", 3)).isFalse();
    }

    private boolean isMet(final String left, final Operand operand, final String right, final int node) {
        final Texts texts = new Texts();
        final Criteria criteria = CriteriaBuilder.single(texts, left, operand, right);
        return checker.isMet(criteria, 0, texts, fleet.nodeClass(node), node);
    }

    private static UnsafeBuffer text(final String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }
}
