package io.drover.gateway.jobspec;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends as a job file ends in a job or in errors, soon, and never in an exception. */
final class HostileInputTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String WHOLE = """
            variable "v" {
              type    = list(object({ a = string, b = optional(number, 1) }))
              default = [{ a = "x" }]
              validation {
                condition     = length(var.v) > 0
                error_message = "must not be empty"
              }
            }
            locals { l = [for i, x in var.v : "${i}-${x.a}" if x.a != ""] }
            job "j" {
              meta { k = join(",", local.l) }
              dynamic "group" {
                for_each = { a = 1, b = 2 }
                labels   = [group.key]
                content {
                  count = group.value
                  task "t" {
                    driver = "exec"
                    config {
                      command = "${NOMAD_TASK_DIR}/x"
                      args    = ["-c", <<-EOT
                        %{ for s in local.l ~}
                        ${s}
                        %{ endfor ~}
                        EOT
                      ]
                    }
                    env = { A = true ? 1 : 2, B = -(3 * 4), C = "a\\u00e9\\"" }
                    kill_timeout = "1m"
                  }
                }
              }
            }
            """;

    static Stream<Arguments> bombs() {
        final int many = 200_000;
        return Stream.of(
                bomb("brackets", "x = " + "[".repeat(many)),
                bomb("parentheses", "x = " + "(".repeat(many) + "1"),
                bomb("braces", "x = " + "{a=".repeat(many)),
                bomb("closed brackets", "x = " + "[".repeat(many) + "]".repeat(many)),
                bomb("blocks", "a {\n".repeat(many)),
                bomb("templates", "x = " + "\"${".repeat(many)),
                bomb("heredocs", "x = " + "<<A\n${".repeat(many)),
                bomb("negations", "x = " + "-".repeat(many) + "1"),
                bomb("denials", "x = " + "!".repeat(many) + "true"),
                bomb("sum", "locals {\n x = 1" + "+1".repeat(many) + "\n}\njob \"j\" {}"),
                bomb("conditions", "x = " + "true ? 1 : ".repeat(many) + "2"),
                bomb("conditions to the left", "x = " + "true ? ".repeat(many)),
                bomb("selectors", "locals {\n x = a" + ".b".repeat(many) + "\n}\njob \"j\" {}"),
                bomb("indexes", "x = a" + "[a".repeat(many)),
                bomb("splats", "locals {\n x = [1]" + "[*]".repeat(many) + "\n}\njob \"j\" {}"),
                bomb("calls", "x = " + "f(".repeat(many)),
                bomb("for expressions", "x = " + "[for a in ".repeat(many)),
                bomb("directives", "x = \"" + "%{ if true }".repeat(many) + "\""),
                bomb("labels", "job" + " \"x\"".repeat(many) + " {}"),
                bomb("comment", "/*" + "*".repeat(many)),
                bomb("long line", "job \"" + "x".repeat(2_000_000) + "\" {}"),
                bomb("heredoc", "job \"j\" {\n name = <<E\n" + "line\n".repeat(many) + "E\n}"),
                bomb("open heredoc", "job \"j\" {\n name = <<E\n" + "line\n".repeat(many)),
                bomb("arguments", "job \"j\" {\n" + "a = 1\n".repeat(many) + "}"),
                bomb("distinct arguments", distinctArguments(50_000)),
                bomb("bad lines", "= = =\n".repeat(many)),
                bomb("number", "locals {\n x = " + "9".repeat(many) + "\n}\njob \"j\" {}"),
                bomb("exponent", "locals {\n x = 1e999999999\n}\njob \"j\" {}"),
                bomb("small number", "locals {\n x = 1e-999999999 + 1\n}\njob \"j\" {}"),
                bomb("power", "locals {\n x = pow(9, 999999999)\n}\njob \"j\" {}"),
                bomb("range", "locals {\n x = range(1000000000)\n}\njob \"j\" {}"),
                bomb("doubling lists", doubling("concat(local.l%1$d, local.l%1$d)", "[1]")),
                bomb("doubling texts", doubling("\"${local.l%1$d}${local.l%1$d}\"", "\"xx\"")),
                bomb("doubling objects", doubling("{ a = local.l%1$d, b = local.l%1$d }", "1")),
                bomb("loops in loops", "locals {\n x = " + loops(8) + "\n}\njob \"j\" {}"),
                bomb(
                        "product",
                        "locals {\n r = range(1000)\n x = setproduct(local.r, local.r, local.r)\n}\njob \"j\" {}"),
                bomb("format width", "locals {\n x = format(\"%999999999d\", 1)\n}\njob \"j\" {}"),
                bomb("indent", "locals {\n x = indent(999999999, \"a\\nb\")\n}\njob \"j\" {}"),
                bomb("chunks", "locals {\n x = chunklist(range(1000), 0)\n}\njob \"j\" {}"),
                bomb("subnets", "locals {\n x = cidrsubnet(\"::/0\", 9999999, 1)\n}\njob \"j\" {}"),
                bomb(
                        "pattern",
                        "locals {\n x = regex_replace(\"" + "a".repeat(5000)
                                + "\", \"(a*)*b\", \"\")\n}\njob \"j\" {}"),
                bomb(
                        "pattern size",
                        "locals {\n x = regex_replace(\"a\", \"((a{1000}){1000}){1000}\", \"\")\n}\njob \"j\" {}"),
                bomb("json in a text", "locals {\n x = jsondecode(\"" + "[".repeat(many) + "\")\n}\njob \"j\" {}"),
                bomb("dynamic blocks", dynamicBlocks()),
                bomb("type", "variable \"v\" {\n type = " + "list(".repeat(many) + "\n}\njob \"j\" {}"),
                bomb("chain of locals", chain(5_000)),
                bomb("circle", "locals {\n a = local.b\n b = local.c\n c = local.a\n}\njob \"j\" {}"),
                bomb("self", "locals {\n a = local.a\n}\njob \"j\" {}"),
                bomb(
                        "hashes",
                        "locals {\n x = [for i in range(1000) : sha512(\"" + "a".repeat(1_000_000)
                                + "\")]\n}\njob \"j\" {}"),
                bomb("unknown arguments", "job \"j\" {\n" + numbered("e%d = 1\n", 100_000) + "}"),
                bomb("groups", "job \"j\" {\n" + numbered("group \"g%d\" {\n}\n", 3_000) + "}"),
                bomb(
                        "aliases in yaml",
                        "locals {\n x = yamldecode(<<E\na: &a [x,x,x,x,x,x,x,x,x]\n" + aliases()
                                + "E\n)\n}\njob \"j\" {}"),
                bomb("json form", "{\"job\":".repeat(many)),
                bomb("json form lists", "{\"job\":" + "[".repeat(many)),
                bomb("json form labels", "{\"job\":{\"j\":{\"group\":" + "[[".repeat(many)));
    }

    private static Arguments bomb(final String name, final String source) {
        return Arguments.of(name, source);
    }

    private static String distinctArguments(final int count) {
        final StringBuilder text = new StringBuilder("job \"j\" {\n  meta {\n");
        for (int i = 0; i < count; i++) {
            text.append("a").append(i).append(" = 1\n");
        }
        return text.append("}\n}").toString();
    }

    private static String numbered(final String format, final int count) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(String.format(format, i));
        }
        return text.toString();
    }

    private static String aliases() {
        final StringBuilder text = new StringBuilder();
        for (char name = 'b'; name < 'j'; name++) {
            text.append(name).append(": &").append(name).append(" [");
            text.append(("*" + (char) (name - 1) + ",").repeat(9)).append("]\n");
        }
        return text.toString();
    }

    private static String doubling(final String twice, final String start) {
        final StringBuilder text = new StringBuilder("locals {\n l0 = " + start + "\n");
        for (int i = 0; i < 60; i++) {
            text.append(" l")
                    .append(i + 1)
                    .append(" = ")
                    .append(String.format(twice, i))
                    .append('\n');
        }
        return text.append("}\njob \"j\" {}").toString();
    }

    private static String loops(final int depth) {
        return depth == 0 ? "1" : "[for i" + depth + " in range(1000) : " + loops(depth - 1) + "]";
    }

    private static String dynamicBlocks() {
        return """
                job "j" {
                  dynamic "group" {
                    for_each = range(1000)
                    labels   = [group.key]
                    content {
                      dynamic "task" {
                        for_each = range(1000)
                        labels   = [task.key]
                        content {}
                      }
                    }
                  }
                }
                """;
    }

    private static String chain(final int length) {
        final StringBuilder text = new StringBuilder("locals {\n");
        for (int i = 0; i < length; i++) {
            text.append(" l").append(i).append(" = local.l").append(i + 1).append('\n');
        }
        return text.append(" l").append(length).append(" = 1\n}\njob \"j\" {}").toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void bombsEndSoon(final String name, final String source) {
        Assertions.assertTimeoutPreemptively(SOON, () -> assertSound(source), name);
    }

    @Test
    void everyBeginningOfAFileEndsInAnswers() {
        for (int end = 0; end <= WHOLE.length(); end++) {
            assertSound(WHOLE.substring(0, end));
        }
    }

    @Test
    void filesWithChangedCharactersEndInAnswers() {
        final Random random = new Random(7);
        final String alphabet = "{}[]()\"'$%~<>=!&|?:.,+-*/#\n\r\t\\ \0a1_\u00e9\ud83d\ufeff\uffff";
        for (int i = 0; i < 1_000; i++) {
            final StringBuilder text = new StringBuilder(WHOLE);
            for (int change = random.nextInt(4); change >= 0; change--) {
                final int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                    default -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            assertSound(text.toString());
        }
    }

    @Test
    void jsonFilesWithChangedCharactersEndInAnswers() {
        final String whole =
                "{\"variable\":{\"v\":{\"type\":\"list(string)\",\"default\":[\"a\"]}},\"job\":{\"j\":{\"meta\":"
                        + "{\"k\":\"${upper(var.v[0])}\"},\"group\":[{\"g\":{\"count\":1e0,\"dynamic\":{\"task\":{\"for_each\":"
                        + "\"${var.v}\",\"labels\":[\"${task.value}\"],\"content\":{\"driver\":\"x\\u00e9\"}}}}}]}}}";
        final Random random = new Random(8);
        final String alphabet = "{}[]\"$%,:0-e\\tn \n\0\u00e9\ud83d";
        for (int i = 0; i < 2_000; i++) {
            final StringBuilder text = new StringBuilder(whole);
            final int at = 1 + random.nextInt(text.length() - 1);
            if (random.nextBoolean()) {
                text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
            } else {
                text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
            }
            assertSound(text.toString());
        }
    }

    @Test
    void charactersThatAreNoTextAreRefusedWithAPlace() {
        assertThat(parse("job \"j\" {\n  name = \0\n}").errorText()).startsWith("j.hcl:2,10-11: Invalid");
        assertThat(parse("\ufeffjob \"j\" {}").job()).isNotNull();
        assertThat(parse("job \"j\" {}\n\u2028").errorText()).startsWith("j.hcl:2,1-2: ");
    }

    @Test
    void filesBeyondTheBoundAreRefusedUnread() {
        assertThat(parse("#".repeat((4 << 20) + 1)).errorText()).contains("File too large");
    }

    /** A result is a job that the rest of the server can take, or errors that can be shown. */
    private static void assertSound(final String source) {
        final ParseResult result = parse(source);
        if (result.job() == null) {
            assertThat(result.errorText()).isNotEmpty();
            assertThat(result.diagnostics()).anyMatch(Diagnostic::isError);
            assertThat(result.render()).isNotEmpty();
        } else {
            assertThat(JobAdmission.admit(result.job(), ServerSettings.STANDARD))
                    .isNotNull();
        }
    }

    private static ParseResult parse(final String source) {
        return JobFile.parse(source, "j.hcl", JobFileOptions.forServer());
    }
}
