package io.drover.gateway.jobspec.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ExplanationTest {

    private static final String SOURCE = """
            job "web" {
              priority = 70
              update {
                canary = 1
              }
              group "front" {
                restart {
                  delay = "7s"
                }
                task "server" {
                  driver = "exec"
                  template {
                    data        = "x"
                    destination = "local/x"
                  }
                  service {
                    provider = "nomad"
                  }
                }
              }
            }
            """;

    @Test
    void whatTheFileSaysComesFromItsLine() {
        assertThat(lines())
                .contains(
                        line("Priority", "70", "file:2"),
                        line("ID", "\"web\"", "file"),
                        line("TaskGroups[\"front\"].RestartPolicy.Delay", "\"7s\"", "file:8"),
                        line("TaskGroups[\"front\"].Tasks[\"server\"].Driver", "\"exec\"", "file:11"));
    }

    @Test
    void whatNobodySaysIsADefault() {
        assertThat(lines())
                .contains(
                        line("TaskGroups[\"front\"].Count", "1", "default"),
                        line("TaskGroups[\"front\"].RestartPolicy.Attempts", "2", "default"),
                        line("TaskGroups[\"front\"].Tasks[\"server\"].Templates[0].Splay", "\"5s\"", "default"));
    }

    @Test
    void whatIsHandedDownComesFromTheOuterBlock() {
        assertThat(lines())
                .contains(
                        line("TaskGroups[\"front\"].Update.Canary", "1", "job"),
                        line("TaskGroups[\"front\"].Update.MaxParallel", "1", "default"),
                        line("TaskGroups[\"front\"].Tasks[\"server\"].RestartPolicy.Delay", "\"7s\"", "group"));
    }

    @Test
    void whatIsImpliedComesFromTheServer() {
        assertThat(lines())
                .contains(line(
                        "TaskGroups[\"front\"].Constraints[0].LTarget",
                        "\"${attr.nomad.service_discovery}\"",
                        "server"));
    }

    private static Explanation.Line line(final String path, final String value, final String origin) {
        return new Explanation.Line(path, value, origin);
    }

    private static List<Explanation.Line> lines() {
        final JsonObject job = Objects.requireNonNull(
                JobFile.parse(SOURCE, "w.hcl", JobFileOptions.forServer()).job());
        return Explanation.of(job, JobFile.syntax(SOURCE, "w.hcl").body());
    }
}
