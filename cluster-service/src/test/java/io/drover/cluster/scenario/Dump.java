package io.drover.cluster.scenario;

import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.EvalStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.AclRowDecoder;
import io.drover.sbe.snapshot.AllocRowDecoder;
import io.drover.sbe.snapshot.ClusterRowDecoder;
import io.drover.sbe.snapshot.DeploymentRowDecoder;
import io.drover.sbe.snapshot.Eligibility;
import io.drover.sbe.snapshot.EvalRowDecoder;
import io.drover.sbe.snapshot.HostVolumeClaimRowDecoder;
import io.drover.sbe.snapshot.HostVolumeRowDecoder;
import io.drover.sbe.snapshot.JobOverlayDecoder;
import io.drover.sbe.snapshot.JobRowDecoder;
import io.drover.sbe.snapshot.JobSummaryRowDecoder;
import io.drover.sbe.snapshot.MemberLevelsRowDecoder;
import io.drover.sbe.snapshot.NamespaceRowDecoder;
import io.drover.sbe.snapshot.NodePoolRowDecoder;
import io.drover.sbe.snapshot.NodeRowDecoder;
import io.drover.sbe.snapshot.RootKeyRowDecoder;
import io.drover.sbe.snapshot.ScalingEventsRowDecoder;
import io.drover.sbe.snapshot.ServiceRowDecoder;
import io.drover.sbe.snapshot.VariableRowDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** The state as lines of text, read through queries: key first, so that a changed row is recognized. */
final class Dump {
    private final Harness harness;
    private final Names names;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private String lastJob = "";
    private int level;

    Dump(final Harness harness, final Names names) {
        this.harness = harness;
        this.names = names;
    }

    /** Line by key. */
    Map<String, String> lines() {
        lines.clear();
        add(QueryKind.NAMESPACES, this::namespace);
        add(QueryKind.NODE_POOLS, this::pool);
        add(QueryKind.NODES, this::node);
        add(QueryKind.JOBS, this::job);
        for (final String job : List.copyOf(lines.keySet())) {
            if (job.startsWith("job ")) {
                lastJob = job;
                final String[] name = job.substring(4).split("/", 2);
                harness.query(
                        query -> query.kind(QueryKind.JOB_SCALING)
                                .version(-1)
                                .namespace(name[0])
                                .key(name[1]),
                        this::scaling);
            }
        }
        add(QueryKind.EVALS, this::eval);
        add(QueryKind.ALLOCS, this::alloc);
        add(QueryKind.DEPLOYMENTS, this::deployment);
        add(QueryKind.SERVICES, this::service);
        for (int kind = 0; kind <= AclKind.ONE_TIME_TOKEN.value(); kind++) {
            final int of = kind;
            harness.query(
                    query -> {
                        Harness.list(query, QueryKind.ACL_ENTRIES);
                        query.version(of);
                    },
                    this::acl);
        }
        add(QueryKind.VARIABLES, this::variable);
        add(QueryKind.ROOT_KEYS, this::rootKey);
        add(QueryKind.HOST_VOLUMES, this::hostVolume);
        add(QueryKind.HOST_VOLUME_CLAIMS, this::claim);
        add(QueryKind.FEATURE_LEVELS, this::levels);
        final CsiDump csi = new CsiDump(harness, names, this::put);
        add(QueryKind.CSI_PLUGINS, csi::plugin);
        add(QueryKind.CSI_VOLUMES, csi::volume);
        return lines;
    }

    private void add(final QueryKind kind, final Harness.RowConsumer rows) {
        harness.query(query -> Harness.list(query, kind), rows);
    }

    /** What a birth says of the level is not told, so that scenarios are the same at every level. */
    private void levels(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        if (rowHeader.templateId() == ClusterRowDecoder.TEMPLATE_ID) {
            level = new ClusterRowDecoder()
                    .wrapAndApplyHeader(buffer, offset, header)
                    .featureLevel();
            return;
        }
        final MemberLevelsRowDecoder row = new MemberLevelsRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String version = row.version();
        put("cluster", " level " + level);
        put(
                "member " + row.memberId(),
                " of " + row.memberCount() + " has levels " + row.oldestLevel() + "-" + row.newestLevel()
                        + (version.isEmpty() ? "" : " version " + version) + " @" + row.modifyIndex());
    }

    private void namespace(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final NamespaceRowDecoder row = new NamespaceRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String index = " @" + row.modifyIndex();
        put("namespace " + row.name(), index);
    }

    private void acl(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final AclRowDecoder row = new AclRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String text = (row.expiresMs() > 0 ? " until " + (row.expiresMs() - Harness.START_MS) / 1_000 + "s" : "")
                + " @" + row.modifyIndex();
        final String kind = lower(row.kind());
        final String key = row.key();
        final String alias = row.alias();
        put(kind + " " + key, (alias.isEmpty() ? "" : " alias=" + alias) + text);
    }

    private void pool(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final NodePoolRowDecoder row = new NodePoolRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String index = " @" + row.modifyIndex();
        put("pool " + row.name(), index);
    }

    private void node(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final NodeRowDecoder row = new NodeRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String name = names.of("node", row.nodeId().high(), row.nodeId().low());
        final StringBuilder text = new StringBuilder();
        text.append(' ').append(lower(row.status()));
        text.append(row.eligibility() == Eligibility.INELIGIBLE ? " ineligible" : "");
        text.append(row.isDraining() == Bool.YES ? " draining" : "");
        text.append(" @").append(row.modifyIndex());
        row.attributes().forEach(each -> {
            each.skipKey();
            each.skipValue();
        });
        row.meta().forEach(each -> {
            each.skipKey();
            each.skipValue();
        });
        row.drivers().forEach(NodeRowDecoder.DriversDecoder::skipName);
        row.networks().forEach(each -> {
            each.skipMode();
            each.skipDevice();
            each.skipAddress();
            each.skipAlias();
        });
        row.reservedPorts().forEach(NodeRowDecoder.ReservedPortsDecoder::port);
        row.hostVolumes().forEach(NodeRowDecoder.HostVolumesDecoder::skipName);
        row.devices().forEach(each -> {
            each.instances().forEach(NodeRowDecoder.DevicesDecoder.InstancesDecoder::skipInstanceId);
            each.attributes().forEach(attribute -> {
                attribute.skipKey();
                attribute.skipText();
                attribute.skipUnit();
            });
            each.skipVendor();
            each.skipType();
            each.skipName();
        });
        row.cores().forEach(NodeRowDecoder.CoresDecoder::core);
        row.csiPlugins().forEach(NodeRowDecoder.CsiPluginsDecoder::sbeSkip);
        String last = "";
        for (final NodeRowDecoder.EventsDecoder event : row.events()) {
            event.skipSubsystem();
            last = event.message();
            event.skipDetails();
        }
        put("node " + name, text + (last.isEmpty() ? "" : " \"" + last + "\""));
    }

    private void job(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        if (rowHeader.templateId() == JobSummaryRowDecoder.TEMPLATE_ID) {
            children(buffer, offset);
            return;
        }
        final JobRowDecoder row = new JobRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final StringBuilder text = new StringBuilder();
        text.append(" version=").append(row.version());
        text.append(row.stable() == Bool.YES ? " stable" : "");
        text.append(row.stopped() == Bool.YES ? " stopped" : "");
        text.append(' ').append(lower(row.status()));
        text.append(" @").append(row.modifyIndex()).append('/').append(row.jobModifyIndex());
        for (final JobRowDecoder.GroupsDecoder group : row.groups()) {
            final StringBuilder counts = new StringBuilder();
            count(counts, "queued", group.queued());
            count(counts, "starting", group.starting());
            count(counts, "running", group.running());
            count(counts, "complete", group.complete());
            count(counts, "failed", group.failed());
            count(counts, "lost", group.lost());
            count(counts, "unknown", group.unknown());
            text.append(' ').append(group.name()).append('{').append(counts).append('}');
        }
        final long launchMs = row.nextLaunchMs();
        final String namespace = row.namespace();
        final String jobId = row.jobId();
        row.skipDocument();
        row.skipSpec();
        row.skipToken();
        final String tag = row.tagName();
        final String why = row.tagDescription();
        text.append(tag.isEmpty() ? "" : " tag=" + tag + (why.isEmpty() ? "" : "(" + why + ")"));
        text.append(launchMs == 0 ? "" : " next=+" + (launchMs - Harness.START_MS) / 1_000 + "s");
        final byte[] overlay = new byte[row.overlayLength()];
        row.getOverlay(overlay, 0, overlay.length);
        text.append(overlay.length == 0 ? "" : overlay(overlay));
        lastJob = "job " + namespace + "/" + jobId;
        put(lastJob, text.toString());
    }

    private static String overlay(final byte[] bytes) {
        final JobOverlayDecoder overlay =
                new JobOverlayDecoder().wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder());
        final StringBuilder text = new StringBuilder();
        text.append(overlay.isDispatched() == Bool.YES ? " dispatched" : "");
        text.append(overlay.isLaunched() == Bool.YES ? " launched" : "");
        text.append(overlay.priority() == 0 ? "" : " priority=" + overlay.priority());
        for (final JobOverlayDecoder.CountsDecoder group : overlay.counts()) {
            text.append(" count=").append(group.desiredCount());
        }
        for (final JobOverlayDecoder.MetaDecoder pair : overlay.meta()) {
            text.append(' ').append(pair.key()).append('=').append(pair.value());
        }
        final String parent = overlay.parentId();
        text.append(parent.isEmpty() ? "" : " of " + parent);
        final String token = overlay.token();
        text.append(token.isEmpty() ? "" : " token=" + token);
        final byte[] payload = new byte[overlay.payloadLength()];
        overlay.getPayload(payload, 0, payload.length);
        text.append(payload.length == 0 ? "" : " payload=" + new String(payload, StandardCharsets.UTF_8));
        return text.toString();
    }

    private void children(final UnsafeBuffer buffer, final int offset) {
        final JobSummaryRowDecoder row = new JobSummaryRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final StringBuilder counts = new StringBuilder();
        count(counts, "pending", (int) row.childrenPending());
        count(counts, "running", (int) row.childrenRunning());
        count(counts, "dead", (int) row.childrenDead());
        if (counts.length() > 0) {
            put(lastJob, lines.get(lastJob) + " children{" + counts + "}");
        }
    }

    private void scaling(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        if (rowHeader.templateId() != ScalingEventsRowDecoder.TEMPLATE_ID) {
            return;
        }
        final ScalingEventsRowDecoder row = new ScalingEventsRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        int number = row.events().count();
        for (final ScalingEventsRowDecoder.EventsDecoder event :
                row.wrapAndApplyHeader(buffer, offset, header).events()) {
            final String eval =
                    names.of("e", event.evalId().high(), event.evalId().low());
            final String counts = event.hasCount() == Bool.YES
                    ? " " + event.previousCount() + " -> " + event.newCount()
                    : " still " + event.previousCount();
            final String index = " @" + event.createIndex();
            final String error = event.isError() == Bool.YES ? " error" : "";
            final String group = event.group();
            final byte[] message = new byte[event.messageLength()];
            event.getMessage(message, 0, message.length);
            event.skipMeta();
            put(
                    "scaling " + lastJob.substring(4) + " " + number--,
                    " " + group + counts + error + (eval.isEmpty() ? "" : " " + eval)
                            + (message.length == 0 ? "" : " \"" + new String(message, StandardCharsets.UTF_8) + "\"")
                            + index);
        }
    }

    private static void count(final StringBuilder counts, final String name, final int value) {
        if (value != 0) {
            counts.append(counts.length() > 0 ? " " : "")
                    .append(name)
                    .append('=')
                    .append(value);
        }
    }

    private void eval(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final EvalRowDecoder row = new EvalRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String name = names.of("e", row.evalId().high(), row.evalId().low());
        final EvalStatus status = row.status();
        final EvalTrigger trigger = row.trigger();
        final long index = row.modifyIndex();
        final StringBuilder text = new StringBuilder();
        final String blocked =
                names.of("e", row.blockedEval().high(), row.blockedEval().low());
        final long waitMs = row.waitUntilMs();
        for (final EvalRowDecoder.QueuedDecoder queued : row.queued()) {
            if (queued.queuedCount() != 0) {
                text.append(" queued=").append(queued.queuedCount());
            }
            queued.skipGroup();
        }
        row.classes().forEach(EvalRowDecoder.ClassesDecoder::computedClass);
        for (final EvalRowDecoder.FailuresDecoder failure : row.failures()) {
            text.append(" failed:").append(failure.group());
            failure.skipMetric();
        }
        row.skipNamespace();
        final String job = row.jobId();
        final String description = row.statusDescription();
        put(
                "eval " + name,
                " " + job + " " + lower(trigger) + " " + lower(status) + text
                        + (blocked.isEmpty() ? "" : " blocked=" + blocked)
                        + (waitMs > 0 ? " until=+" + (waitMs - Harness.START_MS) / 1000 + "s" : "")
                        + (description.isEmpty() ? "" : " \"" + description(description) + "\"")
                        + " @" + index);
    }

    private void alloc(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final AllocRowDecoder row = new AllocRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String name = names.of("a", row.allocId().high(), row.allocId().low());
        final StringBuilder text = new StringBuilder();
        final String node = names.of("node", row.nodeId().high(), row.nodeId().low());
        final String deployment =
                names.of("d", row.deploymentId().high(), row.deploymentId().low());
        final String previous = names.of(
                "a", row.previousAllocation().high(), row.previousAllocation().low());
        final String follow =
                names.of("e", row.followupEvalId().high(), row.followupEvalId().low());
        text.append(" on ").append(node);
        text.append(" v").append(row.jobVersion());
        text.append(' ').append(lower(row.desiredStatus())).append('/').append(lower(row.clientStatus()));
        text.append(row.health() == Health.UNSET ? "" : " " + lower(row.health()));
        text.append(row.isCanary() == Bool.YES ? " canary" : "");
        text.append(row.desiredTransition().migrate() ? " migrate" : "");
        text.append(row.desiredTransition().reschedule() ? " reschedule" : "");
        text.append(deployment.isEmpty() ? "" : " in " + deployment);
        text.append(previous.isEmpty() ? "" : " after " + previous);
        text.append(follow.isEmpty() ? "" : " followed by " + follow);
        final int nameIndex = row.nameIndex();
        final String indexes = " @" + row.modifyIndex() + "/" + row.allocModifyIndex();
        row.tasks().forEach(AllocRowDecoder.TasksDecoder::skipName);
        row.cores().forEach(core -> text.append(" core ").append(core.core()));
        row.devices().forEach(device -> {
            device.skipTask();
            text.append(' ')
                    .append(device.vendor())
                    .append('/')
                    .append(device.type())
                    .append('/')
                    .append(device.name())
                    .append('/')
                    .append(device.instanceId());
        });
        for (final AllocRowDecoder.PortsDecoder port : row.ports()) {
            final int value = port.value();
            text.append(' ')
                    .append(port.label())
                    .append('=')
                    .append(port.hostIp())
                    .append(':')
                    .append(value);
            port.skipHostNetwork();
        }
        row.states().forEach(AllocRowDecoder.StatesDecoder::timeMs);
        row.reschedules().forEach(AllocRowDecoder.ReschedulesDecoder::timeMs);
        for (final AllocRowDecoder.PreemptedDecoder each : row.preempted()) {
            text.append(" over ")
                    .append(names.of("a", each.allocId().high(), each.allocId().low()));
        }
        row.skipNamespace();
        final String full = row.jobId() + "." + row.taskGroup() + "[" + nameIndex + "]";
        row.skipNodeName();
        row.skipNetworkMode();
        row.skipNodeAddress();
        final String description = row.desiredDescription();
        put(
                "alloc " + name,
                " " + full + text + (description.isEmpty() ? "" : " \"" + description(description) + "\"") + indexes);
    }

    private void deployment(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final DeploymentRowDecoder row = new DeploymentRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String name =
                names.of("d", row.deploymentId().high(), row.deploymentId().low());
        final DeploymentStatus status = row.status();
        final long version = row.jobVersion();
        final String index = " @" + row.modifyIndex();
        final StringBuilder text = new StringBuilder();
        for (final DeploymentRowDecoder.GroupsDecoder group : row.groups()) {
            final String counts = "placed=" + group.placedAllocs() + " healthy=" + group.healthyAllocs()
                    + (group.unhealthyAllocs() > 0 ? " unhealthy=" + group.unhealthyAllocs() : "")
                    + " of=" + group.desiredTotal()
                    + (group.desiredCanaries() > 0 ? " canaries=" + group.desiredCanaries() : "")
                    + (group.promoted() == Bool.YES ? " promoted" : "");
            group.canaries().forEach(each -> each.allocId().high());
            text.append(' ').append(group.name()).append('{').append(counts).append('}');
        }
        row.skipNamespace();
        final String job = row.jobId();
        put(
                "deployment " + name,
                " " + job + " v" + version + " " + lower(status) + text + " \"" + row.statusDescription() + "\""
                        + index);
    }

    private void service(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final ServiceRowDecoder row = new ServiceRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String alloc = names.of("a", row.allocId().high(), row.allocId().low());
        final int port = row.port();
        final String index = " @" + row.modifyIndex();
        row.skipNamespace();
        final String id = row.serviceId();
        final String name = row.serviceName();
        row.skipJobId();
        row.skipDatacenter();
        put("service " + id, " " + name + " of " + alloc + " at " + row.address() + ":" + port + index);
    }

    private void variable(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final VariableRowDecoder row = new VariableRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final StringBuilder text = new StringBuilder(" key=" + row.keyId().high());
        if (row.lockId().low() != 0) {
            text.append(" locked=").append(row.lockId().low());
            text.append(row.isLockExpired() == Bool.YES ? " expired" : "");
        }
        text.append(" @").append(row.createIndex()).append('/').append(row.modifyIndex());
        final String namespace = row.namespace();
        put("variable " + namespace + " " + row.path(), text.toString());
    }

    /** The key of the birth only once it is not the only one any more. */
    private void rootKey(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final RootKeyRowDecoder row = new RootKeyRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        if (row.modifyIndex() > 1) {
            put("key " + row.keyId().high(), " " + lower(row.state()) + " @" + row.modifyIndex());
        }
    }

    private void hostVolume(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final HostVolumeRowDecoder row = new HostVolumeRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final long id = row.volumeId().high();
        final StringBuilder text = new StringBuilder(" on ")
                .append(names.of("node", row.nodeId().high(), row.nodeId().low()))
                .append(' ')
                .append(lower(row.state()))
                .append(" @")
                .append(row.createIndex())
                .append('/')
                .append(row.modifyIndex());
        final List<String> users = new ArrayList<>();
        harness.query(
                query -> {
                    Harness.list(query, QueryKind.HOST_VOLUME_ALLOCS);
                    query.id().high(id).low(0);
                },
                (rows, bytes, at) -> {
                    final AllocRowDecoder alloc =
                            new AllocRowDecoder().wrapAndApplyHeader(bytes, at, new MessageHeaderDecoder());
                    users.add(names.of(
                            "a", alloc.allocId().high(), alloc.allocId().low()));
                });
        text.append(users.isEmpty() ? "" : " used by " + String.join(", ", users));
        final String namespace = row.namespace();
        put("volume " + id + " " + namespace + "/" + row.name(), text.toString());
    }

    private void claim(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final HostVolumeClaimRowDecoder row =
                new HostVolumeClaimRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String name = names.of("c", row.claimId().high(), row.claimId().low());
        final String alloc = names.of("a", row.allocId().high(), row.allocId().low());
        final String index = " by " + alloc + " @" + row.createIndex() + "/" + row.modifyIndex();
        final String job = row.namespace() + "/" + row.jobId();
        put(
                "claim " + name,
                " " + job + " " + row.group() + " of " + row.volumeId().high() + index);
    }

    /** Ids within texts by their names. */
    private String description(final String text) {
        final java.util.regex.Matcher uuid = java.util.regex.Pattern.compile(
                        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
                .matcher(text);
        return uuid.replaceAll(match -> {
            final java.util.UUID id = java.util.UUID.fromString(match.group());
            return names.of("id", id.getMostSignificantBits(), id.getLeastSignificantBits());
        });
    }

    private void put(final String key, final String rest) {
        lines.put(key, rest);
    }

    private static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
