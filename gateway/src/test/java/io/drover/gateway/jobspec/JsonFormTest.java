package io.drover.gateway.jobspec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON form of job files means what the native form means. */
final class JsonFormTest {

    @Test
    void bothFormsBecomeTheSameJob() {
        assertSame("""
                variable "n" {
                  type    = number
                  default = 3
                }
                variable "names" {
                  type    = list(string)
                  default = ["a", "b"]
                }
                locals { who = "svc-${var.n}" }
                job "web" {
                  datacenters = ["dc1"]
                  meta {
                    owner = local.who
                    next  = var.n + 1
                  }
                  constraint {
                    attribute = "${attr.kernel.name}"
                    value     = "linux"
                  }
                  constraint { distinct_hosts = true }
                  group "g" {
                    count = var.n
                    network {
                      port "http" { to = 80 }
                      port "other" {}
                    }
                    task "t" {
                      driver = "docker"
                      config {
                        image = "r:${NOMAD_ALLOC_ID}"
                        args  = [for name in var.names : upper(name)]
                        mount {
                          a = 1
                        }
                      }
                      template {
                        data        = "x%{ for name in var.names }${name},%{ endfor }"
                        destination = "local/x"
                      }
                    }
                    dynamic "task" {
                      for_each = ["p", "q"]
                      iterator = it
                      labels   = ["${it.value}-task"]
                      content {
                        driver = "exec"
                      }
                    }
                  }
                }
                """, """
                {
                  "//": "a comment",
                  "variable": {
                    "n": {"type": "number", "default": 3},
                    "names": {"type": "list(string)", "default": ["a", "b"]}
                  },
                  "locals": {"who": "svc-${var.n}"},
                  "job": {"web": {
                    "datacenters": ["dc1"],
                    "meta": {"owner": "${local.who}", "next": "${var.n + 1}"},
                    "constraint": [
                      {"attribute": "${attr.kernel.name}", "value": "linux"},
                      {"distinct_hosts": true}
                    ],
                    "group": [{"g": {
                      "count": "${var.n}",
                      "network": {"port": {"http": {"to": 80}, "other": {}}},
                      "task": {"t": {
                        "driver": "docker",
                        "config": {
                          "image": "r:${NOMAD_ALLOC_ID}",
                          "args": "${[for name in var.names : upper(name)]}",
                          "mount": [{"a": 1}]
                        },
                        "template": {
                          "data": "x%{ for name in var.names }${name},%{ endfor }",
                          "destination": "local/x"
                        }
                      }},
                      "dynamic": {"task": {
                        "for_each": ["p", "q"],
                        "iterator": "it",
                        "labels": ["${it.value}-task"],
                        "content": {"driver": "exec"}
                      }}
                    }}]
                  }}
                }
                """);
    }

    @Test
    void defaultsOfVariablesAreNoTemplates() {
        final ParseResult result = JobFile.parse(
                "{\"variable\":{\"v\":{\"default\":\"${1}\"}},\"job\":{\"j\":{\"name\":\"${var.v}\"}}}",
                "j.json", JobFileOptions.forServer());

        assertThat(result.errorText()).isEmpty();
        assertThat(result.job()).isNotNull();
        assertThat(result.job().text("Name")).isEqualTo("${1}");
    }

    @Test
    void filesOfValuesMayBeJson() {
        final ParseResult result = JobFile.parse(
                "variable \"v\" { type = string }\njob \"j\" { name = var.v }",
                "j.hcl",
                JobFileOptions.forServer().withVariableFile("v.json", "{\"v\": \"x\"}"));

        assertThat(result.job()).isNotNull();
        assertThat(result.job().text("Name")).isEqualTo("x");
    }

    @Test
    void problemsInsideTextsHaveTheirPlace() {
        assertThat(refusal("{\"job\": {\"j\": {\n  \"name\": \"a ${1 +}\"}}}"))
                .startsWith("j.json:2,19-20: Invalid expression;");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                  | j.json:1,2-2: Missing value;
            {"a" 1}                            | j.json:1,6-7: Missing property value colon; A colon must
            {"a"=1}                            | j.json:1,5-6: Missing property value colon; JSON uses
            {"a"}                              | j.json:1,5-6: Missing object value;
            {"a":1,}                           | j.json:1,7-8: Trailing comma in object;
            {"a":[1,]}                         | j.json:1,8-9: Trailing comma in array;
            {"a":[1}                           | j.json:1,8-9: Mismatched brackets;
            {"a":1                             | j.json:1,1-2: Unclosed object;
            {"a":{]}                           | j.json:1,7-8: Missing array element value;
            {"a":True}                         | j.json:1,6-10: Invalid JSON keyword; "True" is not a valid JSON keyword.
            {"a":NaN}                          | j.json:1,6-9: Invalid JSON keyword; The JavaScript identifier "NaN"
            {"a":01}                           | j.json:1,6-8: Invalid JSON number;
            {"a":"\\x"}                         | j.json:1,8-9: Invalid JSON string;
            {"a":"x                            | j.json:1,8-8: Invalid JSON string;
            {1:2}                              | j.json:1,2-3: Invalid object property name;
            {} x                               | j.json:1,4-5: Extraneous data after value;
            {"jobb":{}}                        | j.json:1,2-8: Extraneous JSON object property; No argument or block type is named "jobb". Did you mean "job"?
            {"job":{}}                         | j.json:1,8-9: Missing block label;
            {"job":1}                          | j.json:1,8-9: Incorrect JSON value type;
            {"job":{"j":{"nam":1}}}            | j.json:1,14-19: Extraneous JSON object property;
            {"job":{"j":{"name":"a","name":""}}} | j.json:1,25-31: Duplicate argument; The argument "name" was already set
            """)
    void brokenFilesAreRefusedWithAPlace(final String source, final String expected) {
        assertThat(refusal(source)).startsWith(expected);
    }

    private static void assertSame(final String nativeForm, final String jsonForm) {
        final ParseResult first = JobFile.parse(nativeForm, "j.hcl", JobFileOptions.forServer());
        final ParseResult second = JobFile.parse(jsonForm, "j.json", JobFileOptions.forServer());
        assertThat(first.errorText()).isEmpty();
        assertThat(second.errorText()).isEmpty();
        assertThat(second.job()).isEqualTo(first.job());
    }

    private static String refusal(final String source) {
        return JobFile.parse(source, "j.json", JobFileOptions.forServer()).errorText();
    }
}
