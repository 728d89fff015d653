package io.drover.gateway.jobspec.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ValidationPlacesTest {

    @Test
    void errorsAreShownAtTheArgumentsTheyAreAbout() {
        final String source = """
                job "web" {
                  priority = 500
                  group "front" {
                    count = -1
                    task "server" {
                      kill_timeout = "-3s"
                      resources {
                        memory = 3
                      }
                      template {
                        data        = "x"
                        destination = "a"
                      }
                      template {
                        data        = "x"
                        destination = "b"
                        change_mode = "bogus"
                      }
                    }
                  }
                  group "back" {
                    task "other" {
                      driver = "exec"
                      service {
                        provider = "nomad"
                        port     = "nope"
                      }
                    }
                  }
                }
                """;
        assertThat(places(source))
                .containsExactly(
                        "4: Task group count can't be negative",
                        "5: Missing task driver",
                        "6: KillTimeout must be a positive value",
                        "8: minimum MemoryMB value is 10; got 3",
                        "17: Invalid change mode. Must be one of the following: noop, signal, script, restart",
                        "26: port label \"nope\" referenced by services web-back-other does not exist",
                        "2: job priority must be between [1, 100]");
    }

    @Test
    void groupsThatAreMadeAreShownWhereTheyAreMade() {
        assertThat(places("""
                job "web" {
                  dynamic "group" {
                    for_each = ["a", "b"]
                    labels   = [group.value]
                    content {
                      task "t" {
                      }
                    }
                  }
                }
                """)).containsExactly("6: Missing task driver", "6: Missing task driver");
    }

    @Test
    void errorsThatAreNoListStandAtTheJob() {
        final List<Diagnostic> found = ValidationPlaces.of(
                "something is wrong",
                JobFile.syntax("job \"a\" {\n}\n", "a.hcl").body());
        assertThat(found).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.detail()).isEqualTo("something is wrong");
            assertThat(diagnostic.line()).isEqualTo(1);
        });
    }

    @Test
    void textsThatOnlyLookLikeListsAreNoTrouble() {
        for (final String text : List.of(
                "",
                "9 errors occurred:",
                "2 errors occurred:\n\t* a",
                "1 error occurred:\n\t* ".repeat(100) + "deep",
                "1 error occurred:\n\t* Service[99999999999] x: 1 error occurred:\n\t* y\n\n\n\n")) {
            assertThat(ValidationPlaces.of(
                            text, JobFile.syntax("job \"a\" {\n}\n", "a.hcl").body()))
                    .allSatisfy(diagnostic -> assertThat(diagnostic.render()).isNotEmpty());
        }
    }

    private static List<String> places(final String source) {
        final JsonObject job = Objects.requireNonNull(
                JobFile.parse(source, "w.hcl", JobFileOptions.forServer()).job());
        final String errors = JobAdmission.admit(job, ServerSettings.STANDARD).errorText();
        return ValidationPlaces.of(errors, JobFile.syntax(source, "w.hcl").body()).stream()
                .map(diagnostic -> diagnostic.line() + ": " + diagnostic.detail())
                .toList();
    }
}
