package io.drover.agent.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.Assignments;
import io.drover.agent.model.AssignedPort;
import io.drover.agent.model.Assignment;
import io.drover.agent.spec.GroupSpec;
import io.drover.agent.spec.TaskSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskEnvironmentTest {
    private static final String ALLOC_ID = "3f778868-1567-caa9-4231-6441630924ea";

    private static TaskEnvironment environment(final String taskMembers, final Map<String, String> hostEnv) {
        final Assignment assignment = Assignments.of(
                ALLOC_ID,
                "service",
                "'Meta':{'team':'blue','with-dash':'d'},'Tasks':[{'Name':'main','Driver':'fake'" + taskMembers + "}]",
                List.of(
                        new AssignedPort("http", 20_717, 0, "127.0.0.1"),
                        new AssignedPort("admin-x", 27_840, 8_080, "::1")),
                "");
        final GroupSpec group = GroupSpec.of(assignment.job(), "g");
        final TaskSpec task = group.tasks().get(0);
        return TaskEnvironment.ofTask(
                Assignments.NODE,
                assignment,
                group,
                task,
                new TaskPaths("/d/alloc", "/d/main/local", "/d/main/secrets"),
                "nomad.slice",
                hostEnv,
                Map.of());
    }

    @Test
    void holdsWhatTheReferenceGives() {
        final Map<String, String> env = environment("", Map.of()).variables();
        assertThat(env)
                .containsEntry("NOMAD_ALLOC_DIR", "/d/alloc")
                .containsEntry("NOMAD_ALLOC_ID", ALLOC_ID)
                .containsEntry("NOMAD_SHORT_ALLOC_ID", "3f778868")
                .containsEntry("NOMAD_ALLOC_INDEX", "0")
                .containsEntry("NOMAD_ALLOC_NAME", "web.g[0]")
                .containsEntry("NOMAD_CPU_CORES", " ")
                .containsEntry("NOMAD_CPU_LIMIT", "100")
                .containsEntry("NOMAD_MEMORY_LIMIT", "64")
                .doesNotContainKey("NOMAD_MEMORY_MAX_LIMIT")
                .containsEntry("NOMAD_ADDR_http", "127.0.0.1:20717")
                .containsEntry("NOMAD_PORT_http", "20717")
                .containsEntry("NOMAD_ADDR_admin_x", "[::1]:27840")
                .containsEntry("NOMAD_PORT_admin_x", "8080")
                .containsEntry("NOMAD_HOST_PORT_admin_x", "27840")
                .containsEntry("NOMAD_ALLOC_PORT_admin-x", "8080")
                .containsEntry("NOMAD_META_with_dash", "d")
                .containsEntry("NOMAD_META_WITH_DASH", "d")
                .containsEntry("NOMAD_META_owner", "me")
                .containsEntry("NOMAD_REGION", "global")
                .containsEntry("NOMAD_PARENT_CGROUP", "nomad.slice");
    }

    @Test
    void replacesNamesAndLeavesUnknownOnes() {
        final Map<String, String> env = environment(
                        ",'Env':{'A':'${NOMAD_TASK_NAME}','B':'${attr.kernel.name}','E':'${meta.rack}','G':'${nothing.known}',"
                                + "'H':'${env[X]}','I':'x${NOMAD_JOB_NAME}y','K':'$${literal}','P':'${attr.cpu.arch}x','Q':'${A}',"
                                + "'N':'${node.region}','F':'${node.class}'}",
                        Map.of("PATH", "/bin", "A", "host"))
                .variables();
        assertThat(env)
                .containsEntry("A", "main")
                .containsEntry("B", "linux")
                .containsEntry("E", "r7")
                .containsEntry("F", "small")
                .containsEntry("G", "${nothing.known}")
                .containsEntry("H", "${env[X]}")
                .containsEntry("I", "xweby")
                .containsEntry("K", "$${literal}")
                .containsEntry("N", "global")
                .containsEntry("P", "amd64x")
                .containsEntry("Q", "main")
                .containsEntry("PATH", "/bin");
    }

    @Test
    void replacesInAllOfADriversConfiguration() throws Exception {
        final Interpolation names = environment("", Map.of()).interpolation();
        final JsonNode config = Assignments.parse(
                "{\"args\":[\"${NOMAD_TASK_NAME}\",\"$${KEPT}\",\"${env[\\\"NOMAD_DC\\\"]}\"],\"n\":1,\"o\":{\"x\":\"${meta.rack}\"}}");
        assertThat(names.config(config).toString())
                .isEqualTo("{\"args\":[\"main\",\"${KEPT}\",\"dc1\"],\"n\":1,\"o\":{\"x\":\"r7\"}}");
        assertThatThrownBy(() -> names.config(Assignments.parse("{\"a\":\"${nope}\"}")))
                .hasMessage("Unknown variable: There is no variable named \"nope\".");
    }

    @Test
    void hostVariablesNeverCarryCredentials() {
        assertThat(HostEnvironment.without(
                        Map.of("NOMAD_TOKEN", "x", "AWS_SECRET_ACCESS_KEY", "y", "LANG", "C"),
                        HostEnvironment.DEFAULT_DENYLIST))
                .containsOnlyKeys("LANG");
    }
}
