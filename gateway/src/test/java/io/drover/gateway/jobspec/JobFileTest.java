package io.drover.gateway.jobspec;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Job files as a whole: what becomes of them and how they are refused. */
final class JobFileTest {

    @Test
    void aSmallJobBecomesItsDocument() {
        final JsonObject job = accepted("""
                job "web" {
                  group "g" {
                    count = 2
                    network {
                      port "http" { to = 8080 }
                      port "admin" { static = 9000 }
                    }
                    task "t" {
                      driver = "raw_exec"
                      config {
                        command = "/bin/sleep"
                        args    = ["600", 1, true]
                      }
                      kill_timeout = "1m30s"
                    }
                  }
                }
                """);

        assertThat(job.text("ID")).isEqualTo("web");
        final JsonObject group = job.objects("TaskGroups").get(0);
        assertThat(group.number("Count")).isEqualTo(2);
        final JsonObject network = group.objects("Networks").get(0);
        assertThat(network.objects("DynamicPorts").get(0).text("Label")).isEqualTo("http");
        assertThat(network.objects("ReservedPorts").get(0).number("Value")).isEqualTo(9000);
        final JsonObject task = group.objects("Tasks").get(0);
        assertThat(task.number("KillTimeout")).isEqualTo(90_000_000_000L);
        assertThat(task.value("Config")).hasToString("{\"args\":[\"600\",1,true],\"command\":\"/bin/sleep\"}");
    }

    @Test
    void referencesThatOnlyTheNodeKnowsStayAsWritten() {
        final JsonObject job = accepted("""
                job "j" {
                  meta {
                    a = "${attr.kernel.name}"
                    b = "x ${  node.unique.id } y"
                    c = meta.rack
                    d = "${env["HOME"]}"
                    e = upper(attr.arch)
                  }
                }
                """);

        final JsonObject meta = Objects.requireNonNull(job.object("Meta"));
        assertThat(meta.text("a")).isEqualTo("${attr.kernel.name}");
        assertThat(meta.text("b")).isEqualTo("x ${  node.unique.id } y");
        assertThat(meta.text("c")).isEqualTo("${meta.rack}");
        assertThat(meta.text("d")).isEqualTo("${env[\"HOME\"]}");
        assertThat(meta.text("e")).isEqualTo("${ATTR.ARCH}");
    }

    @Test
    void dynamicBlocksMakeBlocks() {
        final JsonObject job = accepted("""
                job "j" {
                  dynamic "group" {
                    for_each = ["a", "b"]
                    labels   = ["g-${group.value}"]
                    content {
                      count = group.key + 1
                      dynamic "task" {
                        for_each = { x = 1, y = 2 }
                        iterator = it
                        labels   = [it.key]
                        content {
                          driver = group.value
                          config { n = it.value }
                        }
                      }
                    }
                  }
                }
                """);

        final JsonObject second = job.objects("TaskGroups").get(1);
        assertThat(second.text("Name")).isEqualTo("g-b");
        assertThat(second.number("Count")).isEqualTo(2);
        final JsonObject task = second.objects("Tasks").get(1);
        assertThat(task.text("Name")).isEqualTo("y");
        assertThat(task.text("Driver")).isEqualTo("b");
        assertThat(task.value("Config")).hasToString("{\"n\":2}");
    }

    @Test
    void variablesComeFromDefaultsFilesAndTheCommandLine() {
        final String source = """
                variable "region" { default = "global" }
                variable "dcs" {
                  type    = list(string)
                  default = ["dc1"]
                }
                variable "n" {
                  type = number
                  validation {
                    condition     = var.n > 0
                    error_message = "n must be positive."
                  }
                }
                job "j" {
                  region      = var.region
                  datacenters = var.dcs
                  priority    = var.n
                }
                """;
        final JobFileOptions options = JobFileOptions.forServer()
                .withVariableFile("vars.hcl", "region = \"eu\"\nn = 7\n")
                .withVariable("dcs", "[\"a\", \"b\"]");

        final JsonObject job =
                Objects.requireNonNull(JobFile.parse(source, "j.hcl", options).job());
        assertThat(job.text("Region")).isEqualTo("eu");
        assertThat(job.texts("Datacenters")).containsExactly("a", "b");
        assertThat(job.number("Priority")).isEqualTo(7);

        final ParseResult refused = JobFile.parse(source, "j.hcl", options.withVariable("n", "-1"));
        assertThat(refused.errorText()).contains("Invalid value for cmd variable; n must be positive.");
    }

    @Test
    void anUnknownArgumentIsShownWithItsPlaceAndWhatWasProbablyMeant() {
        final ParseResult result = JobFile.parse(
                "job \"a\" {\n  group \"g\" {\n    cuont = 1\n  }\n}", "input.hcl", JobFileOptions.forServer());

        assertThat(result.errorText())
                .isEqualTo("input.hcl:3,5-10: Unsupported argument; An argument named \"cuont\" is not expected here."
                        + " Did you mean \"count\"?");
        final Diagnostic diagnostic = result.diagnostics().get(0);
        assertThat(diagnostic.sourceLine()).isEqualTo("    cuont = 1");
        assertThat(diagnostic.marker()).isEqualTo("    ^^^^^");
        assertThat(result.render()).contains("3 |     cuont = 1\n  |     ^^^^^");
    }

    @Test
    void severalErrorsAreFoundInOneRun() {
        final ParseResult result = JobFile.parse("""
                job "a" {
                  priority = "high"
                  gruop "g" {}
                  group "h" {
                    task "t" {
                      kill_timeout = "soon"
                    }
                  }
                }
                """, "input.hcl", JobFileOptions.forServer());

        assertThat(result.diagnostics()).hasSize(3);
        assertThat(result.errorText())
                .contains("input.hcl:2,15-19: Unsuitable value type; Unsuitable value: a number is required")
                .contains("Blocks of type \"gruop\" are not expected here. Did you mean \"group\"?")
                .contains("Unsuitable duration value: time: invalid duration \"soon\"");
    }

    private static JsonObject accepted(final String source) {
        final ParseResult result = JobFile.parse(source, "input.hcl", JobFileOptions.forServer());
        assertThat(result.errorText()).isEmpty();
        return Objects.requireNonNull(result.job());
    }
}
