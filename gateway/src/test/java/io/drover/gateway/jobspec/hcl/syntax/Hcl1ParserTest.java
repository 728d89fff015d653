package io.drover.gateway.jobspec.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Hcl1ParserTest {

    @Test
    void shouldReadWhatOnlyTheOlderFormAllows() throws Exception {
        final HclFile file = Hcl1Parser.parse("""
                "region" = "eu", log_level = "DEBUG" // two in a line
                client { enabled = true, options = { "driver.allow" = "exec,docker" } }
                "server" "x" {
                  mask = 0x1F
                  list = ["a", 2, true,]
                  text = "a ${b "c"} \\n\\u00e9"
                  heredoc = <<-EOF
                      one
                        two
                    EOF
                }
                """, "a.hcl");
        assertThat(file.diagnostics()).isEmpty();
        assertThat(value(file.body(), "region")).isEqualTo("eu");
        assertThat(value(file.body(), "log_level")).isEqualTo("DEBUG");
        final Body client = file.body().blocks("client").get(0).body();
        assertThat(value(client, "options")).contains("driver.allow").contains("exec,docker");
        final Block server = file.body().blocks("server").get(0);
        assertThat(server.labels())
                .singleElement()
                .satisfies(label -> assertThat(label.text()).isEqualTo("x"));
        assertThat(value(server.body(), "mask")).isEqualTo("31");
        assertThat(value(server.body(), "list")).contains("a").contains("2").contains("true");
        assertThat(value(server.body(), "text")).isEqualTo("a ${b \"c\"} \n\u00e9");
        assertThat(value(server.body(), "heredoc")).isEqualTo("one\n  two\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server {|At 1:10: object expected closing RBRACE got: EOF",
                "a = [1|At 1:7: error parsing list, expected comma or list end",
                "a = \"x|At 1:7: literal not terminated",
                "a|At 1:3: expected to find at least one object key or '{' got: EOF",
                "a = ?|At 1:5: illegal character '?'",
                "/* x|At 1:1: comment not terminated",
                "a = bare|At 1:9: Unknown token: IDENT bare",
            })
    void shouldSayWhatIsWrongAndWhere(final String source, final String problem) {
        assertThat(Hcl1Parser.parse(source, "a.hcl").diagnostics())
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.summary()).isEqualTo(problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a {", "a = [", "a = {", "a = <<E\n", "\"\\u", "a \"b\" ", "/*", "a = 0x", "}", "a = <"})
    void shouldEndSoonOnHostileInput(final String part) {
        final HclFile file = Hcl1Parser.parse(part.repeat(20_000), "a.hcl");
        assertThat(file.diagnostics()).hasSize(1);
        assertThat(file.diagnostics().get(0).render()).isNotEmpty();
    }

    private static String value(final Body body, final String name) throws Exception {
        final Argument argument = body.argument(name);
        assertThat(argument).as(name).isNotNull();
        final Object value = new Evaluator(null).evaluate(argument.expression(), Scope.constants());
        return value instanceof HclValue.Text text ? text.value() : value.toString();
    }
}
