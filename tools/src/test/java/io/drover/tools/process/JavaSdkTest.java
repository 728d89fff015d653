package io.drover.tools.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.nomad.apimodel.AllocationListStub;
import com.hashicorp.nomad.apimodel.Job;
import com.hashicorp.nomad.apimodel.Task;
import com.hashicorp.nomad.apimodel.TaskGroup;
import com.hashicorp.nomad.javasdk.NomadApiClient;
import com.hashicorp.nomad.javasdk.NomadPredicates;
import com.hashicorp.nomad.javasdk.Predicate;
import com.hashicorp.nomad.javasdk.QueryOptions;
import com.hashicorp.nomad.javasdk.WaitStrategy;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that others wrote works against a development agent: every part is real, and so is the task. */
class JavaSdkTest {
    private static final String JOB = "greeter";
    private static final String TASK = "greet";
    private static final int LIMIT_S = 60;

    @TempDir
    Path directory;

    @Test
    @Timeout(180)
    void shouldRegisterWatchReadLogsOfAndStopAJob() throws Exception {
        try (RunningAgent agent = RunningAgent.startDev(directory);
                NomadApiClient client = new NomadApiClient(agent.address())) {
            final String evaluation = client.getJobsApi().register(job()).getValue();
            client.getEvaluationsApi().info(evaluation, until(NomadPredicates.evaluationHasCompleted()));

            final AllocationListStub alloc = awaitStatus(client, "running");
            assertThat(alloc.getTaskGroup()).isEqualTo("greeters");
            try (BufferedReader log = log(client, alloc)) {
                assertThat(log.readLine()).isEqualTo("hello from 0");
                client.getJobsApi().deregister(JOB);
                assertThat(awaitStatus(client, "complete").getId()).isEqualTo(alloc.getId());
                assertThat(log.readLine()).as("the log ends with its task").isNull();
            }
        }
    }

    private static Job job() {
        final Task task = new Task()
                .setName(TASK)
                .setDriver("raw_exec")
                .setConfig(Map.of(
                        "command",
                        "/bin/sh",
                        "args",
                        List.of("-c", "echo hello from $NOMAD_ALLOC_INDEX; exec sleep 600")));
        return new Job()
                .setId(JOB)
                .setName(JOB)
                .setType("service")
                .setDatacenters(List.of("dc1"))
                .setTaskGroups(List.of(new TaskGroup().setName("greeters").setTasks(List.of(task))));
    }

    private static AllocationListStub awaitStatus(final NomadApiClient client, final String status) throws Exception {
        final Predicate<List<AllocationListStub>> hasStatus =
                allocs -> allocs.size() == 1 && allocs.get(0).getClientStatus().equals(status);
        return client.getJobsApi().allocations(JOB, until(hasStatus)).getValue().get(0);
    }

    /** Follows the log; the SDK's streams read to their end when they are closed. */
    private static BufferedReader log(final NomadApiClient client, final AllocationListStub alloc) throws Exception {
        return new BufferedReader(new InputStreamReader(
                client.lookupClientApiByNodeId(alloc.getNodeId()).logs(alloc.getId(), TASK, true, "stdout"),
                StandardCharsets.UTF_8));
    }

    private static <T> QueryOptions<T> until(final Predicate<T> predicate) {
        return QueryOptions.pollRepeatedlyUntil(
                NomadPredicates.responseValue(predicate), WaitStrategy.waitForSeconds(LIMIT_S));
    }
}
