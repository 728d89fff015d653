package io.drover.gateway.jobspec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a value may be told, the value of a sensitive variable not. */
class SensitiveValuesTest {
    private static final String SECRET = "s3cr3t-value";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count = var.s",
                "count = parseint(var.s, 10)",
                "count = 1 + var.s",
                "count = jsondecode(var.s)",
                "count = [1][var.s]",
                "count = formatdate(\"YYYY\", var.s)",
                "count = base64decode(\"${var.s}!\")",
                "count = convert(var.s, number)",
                "count = cidrhost(var.s, 1)",
                "count = {\"${var.s}\" = 1}.zz",
                "count = regex_replace(\"a\", \"(${var.s}\", \"b\")",
                "count = timeadd(var.s, \"1h\")",
                "count = element([], var.s)",
                "count = var.s ? 1 : 2",
                "count = file(var.s)",
                "count = local.t"
            })
    void shouldNotAppearInErrors(final String argument) {
        final String locals = argument.contains("local.t") ? "locals {\n  t = parseint(var.s, 10)\n}\n" : "";
        final String text =
                "variable \"s\" {\n  type      = string\n  sensitive = true\n  default   = \"" + SECRET + "\"\n}\n"
                        + locals + "job \"j\" {\n  group \"g\" {\n    " + argument
                        + "\n    task \"t\" {\n      driver = \"raw_exec\"\n    }\n  }\n}\n";
        final ParseResult result = JobFile.parse(text, "j.hcl", JobFileOptions.forServer());
        assertThat(result.errorText()).isNotEmpty().doesNotContain(SECRET);
        final String shown = result.render();
        assertThat(shown.substring(0, shown.indexOf('\n'))).doesNotContain(SECRET);
        assertThat(shown.replace("default   = \"" + SECRET + "\"", "")).doesNotContain(SECRET);
    }
}
