package io.drover.tools.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Shell;
import io.drover.tools.cli.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCommandsTest {
    private static final String EVAL = "11111111-aaaa-bbbb-cccc-000000000001";

    private static final String JOB_FILE = """
            variable "count" {
              type    = number
              default = 1
            }

            job "web" {
              group "front" {
                count = var.count

                task "server" {
                  driver = "raw_exec"

                  config {
                    command = "/bin/true"
                  }
                }
              }
            }
            """;

    private final StubServer server = new StubServer();
    private final Shell shell = new Shell(server.address());

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldListJobs() {
        server.on("GET /v1/jobs", """
                [{"ID":"cron","Type":"batch","Priority":50,"Status":"dead","Stop":true,"Periodic":true,"SubmitTime":0},
                 {"ID":"web","Type":"service","Priority":70,"Status":"running","SubmitTime":0}]
                """);
        assertThat(shell.run("job status")).isZero();
        assertThat(shell.out()).isEqualTo("""
                        ID    Type            Priority  Status          Submit Date
                        cron  batch/periodic  50        dead (stopped)  <none>
                        web   service         70        running         <none>
                        """);
        server.on("GET /v1/jobs", "[]");
        shell.run("job status");
        assertThat(shell.out()).isEqualTo("No running jobs\n");
    }

    @Test
    void shouldShowOneJob() {
        job("{\"ID\":\"web\",\"Name\":\"web\",\"Type\":\"service\",\"Priority\":50,\"Datacenters\":[\"*\"],"
                + "\"Namespace\":\"default\",\"NodePool\":\"default\",\"Status\":\"pending\"}");
        server.on("GET /v1/job/web/summary", "{\"Summary\":{\"front\":{\"Queued\":2}}}")
                .on("GET /v1/job/web/allocations", "[]")
                .on("GET /v1/job/web/deployment", "null")
                .on("GET /v1/job/web/evaluations", """
                        [{"ID":"b","Status":"blocked","CreateIndex":8},
                         {"ID":"a","Status":"complete","CreateIndex":7,"FailedTGAllocs":{"front":{"NodesEvaluated":0}}}]
                        """);
        assertThat(shell.run("job status", "web")).isZero();
        assertThat(shell.out()).isEqualTo("""
                        ID            = web
                        Name          = web
                        Submit Date   = <none>
                        Type          = service
                        Priority      = 50
                        Datacenters   = *
                        Namespace     = default
                        Node Pool     = default
                        Status        = pending
                        Periodic      = false
                        Parameterized = false

                        Summary
                        Task Group  Queued  Starting  Running  Failed  Complete  Lost  Unknown
                        front       2       0         0        0       0         0     0

                        Placement Failure
                        Task Group "front":
                          * No nodes were eligible for evaluation

                        Allocations
                        No allocations placed
                        """);
    }

    @Test
    void shouldNameTheCandidatesOfAPrefix() {
        server.on("GET /v1/jobs", """
                [{"ID":"web-a","Type":"batch","Priority":50,"Status":"running"},
                 {"ID":"web-b","Type":"batch","Priority":50,"Status":"running"}]
                """);
        assertThat(shell.run("job stop", "-yes", "web")).isEqualTo(1);
        assertThat(shell.err())
                .startsWith("Prefix \"web\" matched multiple jobs\n\nID     Type   Priority  Status   Submit Date\n");
        server.on("GET /v1/jobs", "[]");
        assertThat(shell.run("job status", "nosuch")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("No job(s) with prefix or ID \"nosuch\" found\n");
    }

    @Test
    void shouldRegisterWhatTheFileSays() throws IOException {
        server.on("PUT /v1/jobs", "{\"EvalID\":\"" + EVAL + "\",\"Warnings\":\"\"}");
        final String path = write(JOB_FILE);
        assertThat(shell.run("job run", "-detach", "-check-index", "7", "-var", "count=3", path))
                .isZero();
        assertThat(shell.out()).isEqualTo("Job registration successful\nEvaluation ID: " + EVAL + "\n");
        assertThat(server.requests().get(0))
                .startsWith("PUT /v1/jobs {")
                .contains("\"EnforceIndex\":true")
                .contains("\"JobModifyIndex\":7")
                .contains("\"Count\":3")
                .contains("\"VariableFlags\":{\"count\":\"3\"}")
                .contains("\"Format\":\"hcl2\"");
    }

    @Test
    void shouldReadTheFileFromStandardInput() {
        server.on("PUT /v1/jobs", "{\"EvalID\":\"" + EVAL + "\"}");
        assertThat(shell.input(JOB_FILE).run("job run", "-detach", "-")).isZero();
        assertThat(shell.input("{\"Job\":{\"ID\":\"j\"}}").run("job run", "-detach", "-json", "-"))
                .isZero();
        assertThat(server.requests().get(1)).contains("\"ID\":\"j\"").contains("\"Format\":\"json\"");
        assertThat(shell.input("{\"ID\":").run("job run", "-json", "-")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Error getting job struct: Failed to parse JSON job: unexpected EOF\n");
    }

    @Test
    void shouldSayThatTheIndexDiffers() throws IOException {
        server.on("PUT /v1/jobs", 500, "Enforcing job modify index 7: job does not exist");
        assertThat(shell.run("job run", "-check-index", "7", write(JOB_FILE))).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Enforcing job modify index 7: job does not exist\nJob not updated\n");
    }

    @Test
    void shouldRefuseABrokenFileBeforeAnyRequest() throws IOException {
        final String path = write("job \"web\" {");
        assertThat(shell.run("job run", path)).isEqualTo(1);
        assertThat(shell.err())
                .startsWith("Error getting job struct: Error parsing job file from " + path + ":\n" + path + ":1,");
        assertThat(shell.run("job plan", path)).isEqualTo(255);
        assertThat(shell.run("job validate", path)).isEqualTo(1);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldRefuseAMissingFile() {
        assertThat(shell.run("job run", "missing.hcl")).isEqualTo(1);
        assertThat(shell.err())
                .startsWith(
                        "Error getting job struct: Error getting jobfile from \"missing.hcl\": source path error: stat ")
                .endsWith("missing.hcl: no such file or directory\n");
    }

    @Test
    void shouldCheckAJobWithoutAServer() throws IOException {
        final Shell alone = new Shell("http://127.0.0.1:1");
        assertThat(alone.run("job validate", write(JOB_FILE))).isZero();
        assertThat(alone.out())
                .isEqualTo(
                        "Driver configuration not validated since connection to Nomad agent couldn't be established.\n\n"
                                + "Job validation successful\n");
        assertThat(alone.run("job validate", write("job \"web\" {}"))).isEqualTo(1);
        assertThat(alone.err()).contains("* Missing job task groups");
    }

    @Test
    void shouldTellByTheExitCodeWhetherAPlanChangesAnything() throws IOException {
        final String path = write(JOB_FILE);
        plan("Added", 1);
        assertThat(shell.run("job plan", path)).isEqualTo(1);
        assertThat(shell.out())
                .startsWith(
                        "+ Job: \"web\"\n\nScheduler dry-run:\n- All tasks successfully allocated.\n\nJob Modify Index: 4\n")
                .contains("\nnomad job run -check-index 4 " + path + "\n");
        plan("Edited", 0);
        assertThat(shell.run("job plan", path)).isZero();
        plan("None", 1);
        assertThat(shell.run("job plan", path)).isZero();
    }

    @Test
    void shouldAskBeforeStoppingAJobThatWasNotNamedInFull() {
        job("{\"ID\":\"web\",\"Type\":\"service\"}");
        server.on("DELETE /v1/job/web", "{\"EvalID\":\"" + EVAL + "\"}");
        assertThat(shell.input("n\n").run("job stop", "-detach", "we")).isZero();
        assertThat(shell.out()).isEqualTo("Are you sure you want to stop job \"web\"? [y/N] Cancelling job stop\n");
        assertThat(shell.input("y\n").run("job stop", "-detach", "we")).isZero();
        assertThat(shell.out()).endsWith(EVAL + "\n");
        assertThat(shell.run("job stop", "-purge", "-detach", "web")).isZero();
        assertThat(server.requests()).last().asString().startsWith("DELETE /v1/job/web?purge=true");
    }

    @Test
    void shouldWriteExamplesThatItCanRead() throws IOException {
        server.on("PUT /v1/jobs", "{\"EvalID\":\"" + EVAL + "\"}");
        for (final String flag : new String[] {"-short=false", "-short", "-connect"}) {
            final String path = folder.resolve("example" + flag).toString();
            assertThat(shell.run("job init", flag, path)).isZero();
            assertThat(shell.run("job run", "-output", path)).as(shell.err()).isZero();
            assertThat(shell.run("job init", flag, path)).isEqualTo(1);
            assertThat(shell.err()).isEqualTo("Job '" + path + "' already exists\n");
        }
    }

    private void job(final String json) {
        server.on("GET /v1/jobs", "[" + json + "]").on("GET /v1/job/web", json);
    }

    private void plan(final String type, final int placed) {
        server.on(
                "PUT /v1/job/web/plan",
                "{\"Diff\":{\"Type\":\"" + type + "\",\"ID\":\"web\"},\"JobModifyIndex\":4,\"Warnings\":\"\","
                        + "\"Annotations\":{\"DesiredTGUpdates\":{\"front\":{\"Place\":" + placed + "}}}}");
    }

    private String write(final String text) throws IOException {
        final Path path = folder.resolve("web.hcl");
        Files.writeString(path, text);
        return path.toString();
    }
}
