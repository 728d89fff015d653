package io.drover.gateway.jobspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.corpus.JsonDifference;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.jobspec.schema.JobReadException;
import io.drover.gateway.jobspec.schema.JobReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server makes of jobs that clients send, and how it refuses others. */
final class JobAdmissionTest {

    private static final String TASK =
            "{\"Name\":\"t\",\"Driver\":\"raw_exec\",\"Config\":{\"command\":\"/bin/true\"}}";

    @Test
    void aJobGetsAllDefaults() throws Exception {
        final JsonObject job = admitted(group("\"Tasks\":[" + TASK + "]")).job();

        assertThat(job.text("Name")).isEqualTo("j");
        assertThat(job.text("Namespace")).isEqualTo("default");
        assertThat(job.text("NodePool")).isEqualTo("default");
        assertThat(job.number("Priority")).isEqualTo(50);
        final JsonObject group = job.objects("TaskGroups").get(0);
        assertThat(group.number("Count")).isEqualTo(1);
        assertThat(inner(group, "EphemeralDisk").number("SizeMB")).isEqualTo(300);
        assertThat(inner(group, "RestartPolicy").number("Attempts")).isEqualTo(2);
        assertThat(inner(group, "ReschedulePolicy").flag("Unlimited")).isTrue();
        final JsonObject task = group.objects("Tasks").get(0);
        assertThat(inner(task, "Resources").number("CPU")).isEqualTo(100);
        assertThat(inner(task, "LogConfig").number("MaxFiles")).isEqualTo(10);
        assertThat(task.number("KillTimeout")).isEqualTo(5_000_000_000L);
    }

    @Test
    void admittingTwiceChangesNothing() throws Exception {
        final JsonObject once = admitted(group("\"Networks\":[{\"Mode\":\"bridge\"}],\"Services\":[{\"Name\":\"s\","
                        + "\"Provider\":\"nomad\"}],\"Tasks\":[" + TASK + "]"))
                .job();

        final JsonObject twice = JobAdmission.admit(
                        JobReader.read(JsonParser.parse(JsonWriter.bytes(once))), ServerSettings.STANDARD)
                .job();

        assertThat(JsonDifference.between(once, twice)).isEmpty();
    }

    @Test
    void whatAJobUsesBecomesConstraints() throws Exception {
        final JsonObject job = admitted(group("\"Networks\":[{\"Mode\":\"bridge\"}],\"Services\":[{\"Name\":\"s\","
                        + "\"Provider\":\"nomad\",\"PortLabel\":\"\"}],\"Tasks\":[{\"Name\":\"t\",\"Driver\":\"exec\","
                        + "\"KillSignal\":\"SIGINT\"}]"))
                .job();

        final List<String> targets = job.objects("TaskGroups").get(0).objects("Constraints").stream()
                .map(constraint -> constraint.text("LTarget"))
                .toList();
        assertThat(targets)
                .contains(
                        "${attr.os.signals}",
                        "${attr.nomad.service_discovery}",
                        "${attr.plugins.cni.version.bridge}",
                        "${attr.plugins.cni.version.loopback}");
    }

    @Test
    void errorsAreListedInOrder() throws Exception {
        final JobAdmission.Result result = admit("{\"ID\":\"a b\",\"Type\":\"x\",\"Priority\":500,\"TaskGroups\":[]}");

        assertThat(result.isAdmitted()).isFalse();
        assertThat(result.errors())
                .containsSubsequence("Job ID contains a space", "Invalid job type: \"x\"", "Missing job task groups");
        assertThat(result.errorText())
                .startsWith("4 errors occurred:\n\t* Job ID contains a space\n")
                .endsWith("\n\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "Count":-1,"Tasks":[TASK]                            | Task group count can't be negative
            "Tasks":[]                                           | Missing tasks for task group
            "Tasks":[TASK,TASK]                                  | Task 2 redefines 't' from task 1
            "Tasks":[{"Name":"a/b","Driver":"x"}]                | Task name cannot include slashes
            "Tasks":[{"Name":"t"}]                               | Missing task driver
            "Tasks":[{"Name":"t","Driver":"x","KillTimeout":-1}] | KillTimeout must be a positive value
            "RestartPolicy":{"Mode":"x"},"Tasks":[TASK]          | Unsupported restart mode: "x"
            "Constraints":[{"Operand":"regexp","LTarget":"${attr.a}","RTarget":"("}],"Tasks":[TASK] | Regular expression failed to compile
            "Constraints":[{"Operand":"~","LTarget":"${attr.a}","RTarget":"b"}],"Tasks":[TASK] | Unknown constraint type "~"
            "Services":[{"Name":"_","Provider":"nomad"}],"Tasks":[TASK] | Service name must be valid per RFC 1123
            "Services":[{"Name":"a","Provider":"x"}],"Tasks":[TASK]     | Service provider must be "consul", or "nomad"; not "x"
            "Tasks":[{"Name":"t","Driver":"x","Lifecycle":{"Hook":""}}] | Lifecycle validation failed: no lifecycle hook provided
            "Tasks":[{"Name":"t","Driver":"x","Vault":{"Role":"r"}}]    | Vault "default" not enabled but used in the job
            """)
    void faultsOfGroupsAreTold(final String fields, final String expected) throws Exception {
        assertThat(admit(group(fields.replace("TASK", TASK))).errorText()).contains(expected);
    }

    @Test
    void warningsDoNotForbid() throws Exception {
        final JobAdmission.Result result =
                admitted(group("\"Services\":[{\"Name\":\"s\",\"Provider\":\"nomad\"}],\"Tasks\":[" + TASK + "]"));

        assertThat(result.warningText())
                .isEqualTo(
                        "1 warning:\n\n* group \"g\" defines services, but neither the group nor any of its tasks have"
                                + " shutdown_delay set");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                             | json: cannot unmarshal array into Go struct field JobRegisterRequest.Job of type api.Job
            {"ID":5}                       | json: cannot unmarshal number into Go struct field Job.Job.ID of type string
            {"Priority":1.5}               | json: cannot unmarshal number 1.5 into Go struct field Job.Job.Priority of type int
            {"Datacenters":{}}             | json: cannot unmarshal object into Go struct field Job.Job.Datacenters of type []string
            {"TaskGroups":[{"Count":"3"}]} | json: cannot unmarshal string into Go struct field TaskGroup.Job.TaskGroups.Count of type int
            {"TaskGroups":[7]}             | json: cannot unmarshal number into Go struct field Job.Job.TaskGroups of type api.TaskGroup
            {"Meta":{"a":true}}            | json: cannot unmarshal bool into Go struct field Job.Job.Meta of type string
            """)
    void valuesOfTheWrongKindAreNamed(final String job, final String expected) {
        assertThatThrownBy(() -> admit(job))
                .isInstanceOf(JobReadException.class)
                .hasMessage(expected);
    }

    @Test
    void namesMatchInAnyCaseAndUnknownOnesAreIgnored() throws Exception {
        final JsonObject job = admitted("{\"iD\":\"j\",\"TASKGROUPS\":[{\"name\":\"g\",\"tasks\":[" + TASK
                        + "]}],\"unknown\":{\"a\":[]}}")
                .job();

        assertThat(job.text("ID")).isEqualTo("j");
        assertThat(job.has("unknown")).isFalse();
    }

    @Test
    void moreGroupsOrTasksThanAnyClusterTakesAreRefusedFirst() throws Exception {
        final String groups = "{}" + ",{}".repeat(1_024);
        assertThat(admit("{\"ID\":\"j\",\"TaskGroups\":[" + groups + "]}").errors())
                .containsExactly("job has 1025 task groups; at most 1024 are possible");
        final String tasks = "{}" + ",{}".repeat(8_192);
        assertThat(admit(group("\"Tasks\":[" + tasks + "]")).errors())
                .containsExactly("job has 8193 tasks; at most 8192 are possible");
    }

    @Test
    void requestsWithoutAnIdAreRefusedBeforehand() throws Exception {
        assertThat(JobAdmission.requestComplaint(
                        JobReader.read(JsonParser.parse("{}".getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo("Job ID hasn't been provided");
    }

    private static String group(final String fields) {
        return "{\"ID\":\"j\",\"Datacenters\":[\"dc1\"],\"TaskGroups\":[{\"Name\":\"g\"," + fields + "}]}";
    }

    private static JsonObject inner(final JsonObject object, final String name) {
        return Objects.requireNonNull(object.object(name));
    }

    private static JobAdmission.Result admitted(final String job) throws JsonSyntaxException, JobReadException {
        final JobAdmission.Result result = admit(job);
        assertThat(result.errorText()).isEmpty();
        return result;
    }

    private static JobAdmission.Result admit(final String job) throws JsonSyntaxException, JobReadException {
        return JobAdmission.admit(
                JobReader.read(JsonParser.parse(job.getBytes(StandardCharsets.UTF_8))), ServerSettings.STANDARD);
    }
}
