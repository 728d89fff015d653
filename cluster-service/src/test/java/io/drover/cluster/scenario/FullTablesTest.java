package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.Limits;
import io.drover.sbe.reply.CommandReplyDecoder;
import io.drover.sbe.reply.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every table filled until it is full, on a cluster that was born with little room for it: the command that finds no room names the limit
 * and changes nothing, and the cluster goes on (the harness checks all invariants after every command). What is full because a plan finds
 * no room fails its evaluation with a text that names the limits.
 */
class FullTablesTest {
    private static final int COMMANDS_MAX = 1_200;
    private static final String BIRTH = "birth limits=";

    /** How a table is filled: what comes first, and a line for each number. */
    private record Filling(long limit, List<String> first, String line) {
        String line(final int number) {
            return line.replace("#", Integer.toString(number));
        }
    }

    private static final List<String> VOLUMES = List.of(
            "node n1 volumes=data:1",
            "ready n1",
            "node n2 volumes=data:2",
            "ready n2",
            "volume 1 data on=n1 access=1",
            "volume 2 data on=n2 access=1");

    /** Full without a refusal: the evaluation that finds no room fails and says so. */
    private static final Map<Limits.Key, Filling> PLANS = new TreeMap<>(Map.of(
            Limits.Key.ALLOCS_MAX,
            new Filling(16, List.of("node n1", "ready n1"), "job j# count=10 cpu=1"),
            Limits.Key.DEPLOYMENTS_MAX,
            new Filling(1, List.of("node n1", "ready n1"), "job j# count=1 cpu=1"),
            Limits.Key.VOLUME_USES_MAX,
            new Filling(1, VOLUMES, "job j# count=1 cpu=1 volumes=data"),
            Limits.Key.HOST_VOLUME_CLAIMS_MAX,
            new Filling(1, VOLUMES, "job j# count=1 cpu=1 volumes=data+sticky"),
            Limits.Key.CSI_CLAIMS_MAX,
            new Filling(
                    1,
                    List.of("node n1 csi=ebs", "ready n1", "csi-volume v0", "csi-volume v1", "csi-volume v2"),
                    "job j# count=1 cpu=1 volumes=v#+csi")));

    private static final Map<Limits.Key, Filling> TABLES = tables();

    private static Map<Limits.Key, Filling> tables() {
        final Map<Limits.Key, Filling> tables = new TreeMap<>();
        tables.put(Limits.Key.NODES_MAX, new Filling(2, List.of(), "node n#"));
        tables.put(Limits.Key.NODE_POOLS_MAX, new Filling(4, List.of(), "pool p#"));
        tables.put(Limits.Key.NAMESPACES_MAX, new Filling(3, List.of(), "namespace s#"));
        tables.put(Limits.Key.JOBS_MAX, new Filling(2, List.of(), "job j# count=1"));
        tables.put(Limits.Key.JOB_VERSIONS_MAX, new Filling(2, List.of(), "job j# count=1"));
        tables.put(Limits.Key.SUMMARY_GROUPS_MAX, new Filling(2, List.of(), "job j# count=1"));
        tables.put(Limits.Key.EVALS_MAX, new Filling(16, List.of(), "job j# count=1"));
        tables.put(
                Limits.Key.SERVICES_MAX,
                new Filling(
                        2, List.of("node n1", "ready n1", "job a count=1", "report a1 running"), "register s# of=a1"));
        tables.put(Limits.Key.ROOT_KEYS_MAX, new Filling(3, List.of(), "key 1# publish=5000"));
        tables.put(Limits.Key.EDGES_MAX, new Filling(2, List.of(), "edge e# id=1#"));
        tables.put(Limits.Key.STRINGS_MAX, new Filling(1_024, List.of(), "set app/p#"));
        tables.put(Limits.Key.BLOB_BYTES_MAX, new Filling(1 << 20, List.of(), "set app/p# items=" + "x".repeat(4_000)));
        tables.put(Limits.Key.DEADLINES_MAX, new Filling(64, List.of(), "node n#"));
        tables.put(Limits.Key.ACL_POLICIES_MAX, new Filling(2, List.of(), "acl policy p#"));
        tables.put(Limits.Key.ACL_TOKENS_MAX, new Filling(16, List.of(), "acl token t# alias=t#"));
        tables.put(
                Limits.Key.ACL_ROLES_MAX,
                new Filling(2, List.of("acl policy p"), "acl role r# alias=a# needs=policy/p"));
        tables.put(Limits.Key.ACL_AUTH_METHODS_MAX, new Filling(2, List.of(), "acl auth_method m#"));
        tables.put(
                Limits.Key.ACL_BINDING_RULES_MAX,
                new Filling(2, List.of("acl auth_method m"), "acl binding_rule b# needs=auth_method/m"));
        tables.put(Limits.Key.ACL_ONE_TIME_TOKENS_MAX, new Filling(16, List.of(), "acl one_time_token o# alias=o#"));
        tables.put(Limits.Key.VARIABLES_MAX, new Filling(2, List.of(), "set app/p#"));
        tables.put(Limits.Key.HOST_VOLUMES_MAX, new Filling(2, List.of("node n1", "ready n1"), "volume 1# v# on=n1"));
        tables.put(Limits.Key.CSI_VOLUMES_MAX, new Filling(2, List.of("node n1 csi=ebs", "ready n1"), "csi-volume v#"));
        tables.put(Limits.Key.CSI_PLUGINS_MAX, new Filling(2, List.of(), "node n# csi=p#"));
        tables.put(Limits.Key.CSI_MEMBERS_MAX, new Filling(2, List.of(), "node n# csi=ebs"));
        return tables;
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseWhatFindsNoRoom() {
        return TABLES.entrySet().stream()
                .map(table -> DynamicTest.dynamicTest(table.getKey().name(), () -> {
                    final Scenario scenario = born(table.getKey(), table.getValue());
                    final CommandReplyDecoder reply = fill(scenario, table.getValue());
                    assertThat(reply.code()).isEqualTo(ResultCode.LIMIT_REACHED);
                    final long index = reply.index();
                    assertThat(reply.detail()).isEqualTo(table.getKey().name());
                    assertThat(send(scenario, "barrier").code()).isEqualTo(ResultCode.OK);
                    assertThat(send(scenario, "barrier").index())
                            .as("nothing was changed")
                            .isEqualTo(index);
                    scenario.harness().pass(60_000);
                    new ReplayEquality(scenario.harness()).check();
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldFailPlansThatFindNoRoom() {
        return PLANS.entrySet().stream()
                .map(table -> DynamicTest.dynamicTest(table.getKey().name(), () -> {
                    final Scenario scenario = born(table.getKey(), table.getValue());
                    for (int i = 0; i < 6; i++) {
                        assertThat(send(scenario, table.getValue().line(i)).code())
                                .isEqualTo(ResultCode.OK);
                    }
                    assertThat(scenario.run("barrier\n----\n"))
                            .contains("must be raised")
                            .contains(table.getKey().name());
                    scenario.harness().pass(60_000);
                    new ReplayEquality(scenario.harness()).check();
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldKnowEveryTable() {
        final List<Limits.Key> known = new ArrayList<>(TABLES.keySet());
        known.addAll(PLANS.keySet());
        return Stream.of(Limits.Key.values())
                .filter(key -> key.name().endsWith("S_MAX") && !OTHERS.contains(key))
                .map(key -> DynamicTest.dynamicTest(
                        key.name(), () -> assertThat(known).contains(key)));
    }

    /**
     * Of one job, one command or one page; sessions are replaced by newer ones (ExactlyOnceTest). Tables of storage plugins are not
     * filled here.
     */
    private static final List<Limits.Key> OTHERS = List.of(
            Limits.Key.JOB_GROUPS_MAX,
            Limits.Key.JOB_TASKS_MAX,
            Limits.Key.QUERY_ROWS_MAX,
            Limits.Key.COMMAND_BYTES_MAX,
            Limits.Key.DOCUMENT_BYTES_MAX,
            Limits.Key.QUERY_BYTES_MAX,
            Limits.Key.SESSIONS_MAX,
            Limits.Key.CSI_VOLUMES_MAX,
            Limits.Key.CSI_CLAIMS_MAX,
            Limits.Key.CSI_PLUGINS_MAX,
            Limits.Key.CSI_MEMBERS_MAX);

    private static Scenario born(final Limits.Key key, final Filling filling) {
        final Scenario scenario = new Scenario();
        scenario.line(BIRTH + key.name() + ":" + filling.limit);
        filling.first.forEach(scenario::line);
        scenario.look();
        return scenario;
    }

    private static CommandReplyDecoder fill(final Scenario scenario, final Filling filling) {
        CommandReplyDecoder reply = send(scenario, filling.line(0));
        for (int i = 1; i < COMMANDS_MAX && reply.code() == ResultCode.OK; i++) {
            reply = send(scenario, filling.line(i));
        }
        return reply;
    }

    private static CommandReplyDecoder send(final Scenario scenario, final String line) {
        return scenario.harness().command(scenario.encode(line));
    }
}
