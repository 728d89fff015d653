package io.drover.tools.cli.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Shell;
import io.drover.tools.cli.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AllocCommandsTest {
    private static final String ALLOC = "22222222-aaaa-bbbb-cccc-000000000002";

    private static final String WHOLE = """
            {"ID":"22222222-aaaa-bbbb-cccc-000000000002","EvalID":"11111111-aaaa","Name":"web.front[0]",
             "NodeID":"33333333-aaaa","NodeName":"n1","JobID":"web","TaskGroup":"front","ClientStatus":"complete",
             "ClientDescription":"All tasks have completed","DesiredStatus":"run","CreateTime":0,"ModifyTime":0,
             "Job":{"Version":2,"Type":"batch","TaskGroups":[{"Name":"front","Tasks":[
               {"Name":"pre","Lifecycle":{"Hook":"prestart","Sidecar":true}},{"Name":"main"}]}]},
             "AllocatedResources":{"Shared":{"DiskMB":300,"Ports":[{"Label":"http","Value":23999,"To":80,"HostIP":"10.0.0.1"}],
               "Networks":[{"Mode":"bridge","DynamicPorts":[{"Label":"http"}]}]},
              "Tasks":{"main":{"Cpu":{"CpuShares":20},"Memory":{"MemoryMB":32,"MemoryMaxMB":64}}}},
             "TaskStates":{"main":{"State":"dead","Restarts":1,"StartedAt":null,"Events":[
               {"Type":"Received","Time":0,"DisplayMessage":"Task received by client"},
               {"Type":"Terminated","Time":0,"DisplayMessage":"Exit Code: 0"}]}}}
            """;

    private final StubServer server = new StubServer();
    private final Shell shell = new Shell(server.address());

    @BeforeEach
    void haveOneAllocation() {
        server.on("GET /v1/allocations", "[" + WHOLE + "]").on("GET /v1/allocation/" + ALLOC, WHOLE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldShowAnAllocationWithItsTasks() {
        assertThat(shell.run("alloc status", "2222222")).isZero();
        assertThat(server.requests().get(0)).isEqualTo("GET /v1/allocations?prefix=222222");
        assertThat(shell.out()).isEqualTo("""
                        ID                  = 22222222-aaaa-bbbb-cccc-000000000002
                        Eval ID             = 11111111
                        Name                = web.front[0]
                        Node ID             = 33333333
                        Node Name           = n1
                        Job ID              = web
                        Job Version         = 2
                        Client Status       = complete
                        Client Description  = All tasks have completed
                        Desired Status      = run
                        Desired Description = <none>
                        Created             = <none>
                        Modified            = <none>

                        Allocation Addresses (mode = "bridge"):
                        Label  Dynamic  Address
                        *http  yes      10.0.0.1:23999 -> 80

                        Task "main" is "dead"
                        Task Resources:
                        CPU     Memory       Disk     Addresses
                        20 MHz  32 MiB       300 MiB \s
                                Max: 64 MiB          \s

                        Task Events:
                        Started At     = N/A
                        Finished At    = N/A
                        Total Restarts = 1
                        Last Restart   = N/A

                        Recent Events:
                        Time    Type        Description
                        <none>  Terminated  Exit Code: 0
                        <none>  Received    Task received by client
                        """);
    }

    @Test
    void shouldShowTheLastEventOfEachTaskInTheShortForm() {
        assertThat(shell.run("alloc status", "-short", ALLOC)).isZero();
        assertThat(shell.out()).endsWith("""

                        Tasks
                        Name  State  Last Event  Time    Lifecycle
                        main  dead   Terminated  <none>  main
                        """);
    }

    @Test
    void shouldRefuseAmbiguousAndUnknownIdentifiers() {
        server.on("GET /v1/allocations", "[]");
        assertThat(shell.run("alloc status", "abcd")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("No allocation(s) with prefix or id \"abcd\" found\n");
        server.on("GET /v1/allocations", "[" + WHOLE + "," + WHOLE + "]");
        assertThat(shell.run("alloc status", "abcd")).isEqualTo(1);
        assertThat(shell.err()).startsWith("Prefix matched multiple allocations\n\nID        Node ID");
        assertThat(shell.run("alloc status", "a")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Identifier must contain at least two characters.\n");
    }

    @Test
    void shouldAskForTheTaskWhenThereAreSeveral() {
        assertThat(shell.run("alloc logs", ALLOC)).isEqualTo(1);
        assertThat(shell.err()).contains("  * main\n  * pre\n").endsWith("Please specify the task.\n");
        assertThat(shell.run("alloc restart", ALLOC, "nosuch")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Could not find task named: nosuch, found:\nmain\npre\n");
    }

    @Test
    void shouldPrintLogs() {
        server.on("GET /v1/client/fs/logs/" + ALLOC, "one\ntwo\nthree\n");
        assertThat(shell.run("alloc logs", ALLOC, "main")).isZero();
        assertThat(shell.out()).isEqualTo("one\ntwo\nthree\n");
        assertThat(server.requests())
                .last()
                .asString()
                .isEqualTo("GET /v1/client/fs/logs/" + ALLOC
                        + "?follow=false&offset=0&origin=start&plain=true&task=main&type=stdout");
    }

    @Test
    void shouldPrintTheEndOfLogs() {
        server.on("GET /v1/client/fs/logs/" + ALLOC, "one\ntwo\nthree\n");
        assertThat(shell.run("alloc logs", "-tail", "-n", "2", ALLOC, "main")).isZero();
        assertThat(shell.out()).isEqualTo("two\nthree\n");
        assertThat(shell.run("alloc logs", "-tail", "-c", "4", "-stderr", ALLOC, "main"))
                .isZero();
        assertThat(shell.out()).isEqualTo("ree\n");
        assertThat(shell.run("alloc logs", "-tail", ALLOC, "main")).isZero();
        assertThat(shell.out()).isEqualTo("one\ntwo\nthree\n");
        assertThat(shell.run("alloc logs", "-tail", "-n", "1", "-c", "1", ALLOC))
                .isEqualTo(1);
    }

    @Test
    void shouldListFoldersAndPrintFiles() {
        server.on("GET /v1/client/fs/stat/" + ALLOC, "{\"IsDir\":true,\"Name\":\"logs\",\"FileMode\":\"drwxr-xr-x\"}")
                .on("GET /v1/client/fs/ls/" + ALLOC, """
                        [{"Name":"a","IsDir":true,"Size":4096,"FileMode":"drwxr-xr-x","ModTime":""},
                         {"Name":"b.txt","Size":14,"FileMode":"-rw-r--r--","ModTime":""}]
                        """);
        assertThat(shell.run("alloc fs", ALLOC, "logs")).isZero();
        assertThat(shell.out()).isEqualTo("""
                        Mode        Size     Modified Time  Name
                        drwxr-xr-x  4.0 KiB  <none>         a/
                        -rw-r--r--  14 B     <none>         b.txt
                        """);
        server.on("GET /v1/client/fs/stat/" + ALLOC, "{\"Name\":\"b.txt\",\"Size\":14}")
                .on("GET /v1/client/fs/cat/" + ALLOC, "one\ntwo\nthree\n")
                .on("GET /v1/client/fs/readat/" + ALLOC, "one\ntwo\nthree\n");
        shell.run("alloc fs", ALLOC, "logs/b.txt");
        assertThat(shell.out()).isEqualTo("one\ntwo\nthree\n");
        shell.run("alloc fs", "-tail", "-n", "1", ALLOC, "logs/b.txt");
        assertThat(shell.out()).isEqualTo("three\n");
    }

    @Test
    void shouldFollowFilesFrameByFrame() {
        server.on("GET /v1/client/fs/stat/" + ALLOC, "{\"Name\":\"b.txt\",\"Size\":14}")
                .on(
                        "GET /v1/client/fs/stream/" + ALLOC,
                        "{\"Data\":\"b25lCg==\",\"Offset\":4}{}{\"Data\":\"dHdvCg==\"}");
        assertThat(shell.run("alloc fs", "-f", ALLOC, "logs/b.txt")).isZero();
        assertThat(shell.out()).isEqualTo("one\ntwo\n");
    }

    @Test
    void shouldSendSignalsAndRestarts() {
        server.on("PUT /v1/client/allocation/" + ALLOC + "/signal", "{}")
                .on("PUT /v1/client/allocation/" + ALLOC + "/restart", "{}");
        assertThat(shell.run("alloc signal", "-s", "SIGHUP", ALLOC, "main")).isZero();
        assertThat(server.requests()).last().asString().endsWith("{\"Signal\":\"SIGHUP\",\"Task\":\"main\"}");
        assertThat(shell.run("alloc restart", "-all-tasks", ALLOC)).isZero();
        assertThat(server.requests()).last().asString().endsWith("{\"AllTasks\":true,\"TaskName\":\"\"}");
    }

    @Test
    void shouldPlaceStoppedBatchAllocationsAgain() {
        server.on("PUT /v1/allocation/" + ALLOC + "/stop", "{\"EvalID\":\"e\"}");
        assertThat(shell.run("alloc stop", "-detach", ALLOC)).isZero();
        assertThat(shell.out()).isEqualTo("e\n");
        assertThat(server.requests()).last().asString().endsWith("/stop?reschedule=true");
    }

    @Test
    void shouldShowWhatClientsKnowAsJson() {
        assertThat(shell.run("alloc status", "-json", ALLOC)).isZero();
        assertThat(shell.out())
                .contains("    \"PreemptedByAllocation\": \"\",\n")
                .contains("\"DiskSize\": 0");
        assertThat(shell.run("alloc status", "-t", "{{.Name}} {{.ClientStatus}}", ALLOC))
                .isZero();
        assertThat(shell.out()).isEqualTo("web.front[0] complete\n");
        assertThat(shell.run("alloc status", "-json", "-t", "x", ALLOC)).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Both json and template formatting are not allowed\n");
    }
}
