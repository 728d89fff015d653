package io.drover.cluster.scenario;

import io.drover.sbe.FeatureLevels;
import io.drover.sbe.command.*;
import io.drover.sbe.command.AclBootstrapEncoder;
import io.drover.sbe.command.AclDeleteEncoder;
import io.drover.sbe.command.AclUpsertEncoder;
import io.drover.sbe.command.AutopilotSetEncoder;
import io.drover.sbe.command.CsiClaimProgressEncoder;
import io.drover.sbe.command.CsiVolumeDeleteEncoder;
import io.drover.sbe.command.CsiVolumeDetachEncoder;
import io.drover.sbe.command.CsiVolumeUpsertEncoder;
import io.drover.sbe.command.RestoreBeginEncoder;
import io.drover.sbe.command.RestoreChunkEncoder;
import io.drover.sbe.command.RestoreCommitEncoder;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DeviceValueKind;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.spec.VolumeModes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** Encodes the command of a scenario line. */
final class CommandText {
    private static final byte[] NOTHING = {};

    private final Harness harness;
    private final Names names;
    private final ServiceText services;
    private final int birthLevel;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    CommandText(final Harness harness, final Names names, final int birthLevel) {
        this.birthLevel = birthLevel;
        this.harness = harness;
        this.names = names;
        services = new ServiceText(names);
    }

    /** The command of a line. */
    byte[] encode(final String line) {
        final Words words = Words.of(line);
        buffer = new ExpandableArrayBuffer();
        return switch (words.word(0)) {
            case "birth" -> birth(words);
            case "announce" -> announce(words);
            case "raise" -> finish(origin(new FeatureLevelRaiseEncoder()).level(Integer.parseInt(words.word(1))));
            case "barrier" -> finish(origin(new BarrierEncoder()));
            case "edge" -> edge(words);
            case "node" -> node(words);
            case "ready", "leave" -> status(words);
            case "beat" -> beat(words);
            case "eligible", "ineligible" -> eligibility(words);
            case "drain" -> drain(words);
            case "purge-node" -> purgeNode(words);
            case "evaluate-node" -> evaluateNode(words);
            case "job" -> job(words);
            case "stop", "purge" -> stop(words);
            case "evaluate" -> evaluate(words);
            case "stable" -> stable(words);
            case "tag", "untag" -> tag(words);
            case "scale" -> scale(words);
            case "dispatch" -> dispatch(words);
            case "force" -> force(words);
            case "report" -> report(words);
            case "restart" -> allocStop(words);
            case "register" ->
                finish(services.register(origin(new ServiceUpsertsEncoder()), handle(words.text("from", "n1")), words));
            case "deregister" -> finish(services.deregister(origin(new ServiceDeletesEncoder()), words));
            case "services" ->
                finish(services.all(origin(new NodeServicesEncoder()), handle(words.text("from", "n1")), words));
            case "health" -> health(words);
            case "promote", "pause", "resume", "fail" -> deployment(words);
            case "namespace" -> namespace(words);
            case "delete-namespace" -> deleteNamespace(words);
            case "pool" -> pool(words);
            case "delete-pool" -> deletePool(words);
            case "config" -> config(words);
            case "autopilot" -> autopilot(words);
            case "restore" ->
                finish(origin(new RestoreBeginEncoder())
                        .restoreId(words.number("id", 1))
                        .length(words.number("length", 0)));
            case "commit-restore" -> finish(origin(new RestoreCommitEncoder()).restoreId(words.number("id", 1)));
            case "delete-evals", "sweep-evals" -> deleteEvals(words);
            case "acl" -> acl(words);
            case "delete-acl", "exchange-acl" -> deleteAcl(words);
            case "bootstrap" -> bootstrap(words);
            case "set", "cas", "delete", "delete-cas", "acquire", "release" -> variable(words);
            case "renew" -> renew(words);
            case "key" -> key(words);
            case "remove-key" -> removeKey(words);
            case "volume" -> volume(words);
            case "delete-volume" -> deleteVolume(words);
            case "delete-claim" -> deleteClaim(words);
            case "csi-volume" -> finish(CsiText.volume(origin(new CsiVolumeUpsertEncoder()), words));
            case "delete-csi" -> finish(CsiText.delete(origin(new CsiVolumeDeleteEncoder()), words));
            case "detach-csi" -> finish(CsiText.detach(origin(new CsiVolumeDetachEncoder()), words));
            case "claim-csi" ->
                finish(CsiText.progress(origin(new CsiClaimProgressEncoder()), words, names.id(words.word(2))));
            case "gc" -> finish(origin(new SystemGcEncoder()));
            case "reconcile" -> finish(origin(new ReconcileSummariesEncoder()));
            default -> throw new IllegalArgumentException("no such command: " + line);
        };
    }

    /** {@code announce 0 of=3 levels=1-2 version=0.2}. */
    private byte[] announce(final Words words) {
        final FeatureLevels levels = FeatureLevels.parse(words.text("levels", "1-2"));
        return finish(origin(new MemberAnnounceEncoder())
                .memberId(Integer.parseInt(words.word(1)))
                .memberCount(words.number("of", 1))
                .oldestLevel(levels.oldest())
                .newestLevel(levels.newest())
                .version(words.text("version", "")));
    }

    private byte[] birth(final Words words) {
        final ClusterBirthEncoder birth = origin(new ClusterBirthEncoder());
        birth.clusterId().high(1).low(2);
        birth.seed().high(3).low(4);
        birth.rootKeyId().high(5).low(6);
        birth.featureLevel(words.number("level", birthLevel));
        final String[] limits = words.text("limits", "").isEmpty()
                ? new String[0]
                : words.text("limits", "").split(",");
        final ClusterBirthEncoder.LimitsEncoder group = birth.limitsCount(limits.length);
        for (final String limit : limits) {
            final String[] parts = limit.split(":");
            group.next()
                    .key(io.drover.sbe.Limits.Key.valueOf(parts[0]).number())
                    .value(Long.parseLong(parts[1]));
        }
        birth.region("global").putRootKeyPublic(bytes("{}"), 0, 2).putRootKeySealed(bytes("sealed"), 0, 6);
        return finish(birth);
    }

    /** {@code set app/db items=abc lock=1 check=3 key=5}. */
    private byte[] variable(final Words words) {
        final byte[] items = bytes(words.text("items", "sealed"));
        final VariableApplyEncoder apply = origin(new VariableApplyEncoder());
        apply.operation(
                        switch (words.word(0)) {
                            case "cas" -> VariableOperation.CHECK_AND_SET;
                            case "delete" -> VariableOperation.DELETE;
                            case "delete-cas" -> VariableOperation.CHECK_AND_DELETE;
                            case "acquire" -> VariableOperation.LOCK_ACQUIRE;
                            case "release" -> VariableOperation.LOCK_RELEASE;
                            default -> VariableOperation.SET;
                        })
                .checkIndex(words.number("check", 0))
                .lockTtlNs(Words.duration(words.text("ttl", "15s")) * 1_000_000)
                .lockDelayNs(Words.duration(words.text("delay", "15s")) * 1_000_000);
        apply.lockId().high(0).low(words.number("lock", 0));
        apply.keyId().high(words.number("key", 5)).low(6);
        apply.namespace(words.text("ns", "default")).path(words.word(1)).putItems(items, 0, items.length);
        return finish(apply);
    }

    private byte[] renew(final Words words) {
        final VariableRenewEncoder renew = origin(new VariableRenewEncoder());
        renew.lockId().high(0).low(words.number("lock", 0));
        renew.namespace(words.text("ns", "default")).path(words.word(1));
        return finish(renew);
    }

    /** {@code key 7 full}, {@code key 8 publish=5000}. */
    private byte[] key(final Words words) {
        final RootKeyAddEncoder add = origin(new RootKeyAddEncoder());
        add.keyId().high(Long.parseLong(words.word(1))).low(6);
        add.publishTimeNs(words.number("publish", 0) * 1_000_000L)
                .isFull(words.has("full") ? Bool.YES : Bool.NO)
                .putPublicKey(bytes("{}"), 0, 2)
                .putSealed(bytes("sealed"), 0, 6);
        return finish(add);
    }

    /** {@code fixed,data:1,logs:2!}: a name, the number of a dynamic volume, a mark of read-only ones. */
    private static void nodeVolumes(final NodeRegisterEncoder node, final String list) {
        final String[] volumes = list.isEmpty() ? new String[0] : list.split(",");
        final NodeRegisterEncoder.HostVolumesEncoder group = node.hostVolumesCount(volumes.length);
        for (final String volume : volumes) {
            final String[] parts = volume.replace("!", "").split(":");
            group.next()
                    .readOnly(volume.endsWith("!") ? Bool.YES : Bool.NO)
                    .volumeId()
                    .high(parts.length > 1 ? Long.parseLong(parts[1]) : 0)
                    .low(0);
            group.name(parts[0]);
        }
    }

    /** {@code volume 1 data on=n1 access=1,2 ns=default update}. */
    private byte[] volume(final Words words) {
        final HostVolumeUpsertEncoder upsert = origin(new HostVolumeUpsertEncoder());
        upsert.volumeId().high(Long.parseLong(words.word(1))).low(0);
        names.put(new UUID(Long.parseLong(words.word(1)), 0), words.word(1));
        final UUID node = Names.nodeId(words.text("on", "n1"));
        upsert.nodeId().high(node.getMostSignificantBits()).low(node.getLeastSignificantBits());
        int capabilities = 0;
        for (final String access : words.text("access", "1").split(",")) {
            capabilities |= VolumeModes.capability(Integer.parseInt(access), VolumeModes.FILE_SYSTEM);
        }
        upsert.capacityBytes(0)
                .capabilities(capabilities)
                .isUpdate(words.has("update") ? Bool.YES : Bool.NO)
                .namespace(words.text("ns", "default"))
                .name(words.word(2))
                .plugin("mkdir")
                .putDocument(bytes("{}"), 0, 2);
        return finish(upsert);
    }

    private byte[] deleteVolume(final Words words) {
        final HostVolumeDeleteEncoder delete = origin(new HostVolumeDeleteEncoder());
        delete.volumeId().high(Long.parseLong(words.word(1))).low(0);
        delete.namespace(words.text("ns", "default"));
        return finish(delete);
    }

    private byte[] deleteClaim(final Words words) {
        final HostVolumeClaimDeleteEncoder delete = origin(new HostVolumeClaimDeleteEncoder());
        id(delete.claimId(), names.id(words.word(1)));
        delete.namespace(words.text("ns", "default"));
        return finish(delete);
    }

    private byte[] removeKey(final Words words) {
        final RootKeyRemoveEncoder remove = origin(new RootKeyRemoveEncoder());
        remove.keyId().high(Long.parseLong(words.word(1))).low(6);
        remove.force(words.has("force") ? Bool.YES : Bool.NO);
        return finish(remove);
    }

    private byte[] edge(final Words words) {
        final EdgeAnnounceEncoder edge = origin(new EdgeAnnounceEncoder());
        edge.edgeId(words.number("id", 1))
                .memberId(0)
                .name(words.word(1))
                .httpAddress("127.0.0.1:4646")
                .linkAddress("127.0.0.1:4650");
        return finish(edge);
    }

    private byte[] node(final Words words) {
        final String name = words.word(1);
        names.put(Names.nodeId(name), name);
        final NodeRegisterEncoder node = origin(new NodeRegisterEncoder());
        node.nodeId()
                .high(Names.nodeId(name).getMostSignificantBits())
                .low(Names.nodeId(name).getLeastSignificantBits());
        node.secretHash().high(words.number("secret", 7)).low(1);
        node.edgeId(1)
                .cpuMhz(words.number("cpu", 4000))
                .memoryMb(words.number("mem", 8192))
                .diskMb(words.number("disk", 10_000))
                .reservedCpuMhz(0)
                .reservedMemoryMb(0)
                .reservedDiskMb(0)
                .dynamicPortMin(20_000)
                .dynamicPortMax(32_000)
                .allocsMax(0)
                .coreCount(words.number("cores", 4));
        final NodeRegisterEncoder.AttributesEncoder attributes = node.attributesCount(2);
        attributes.next().key("kernel.name").value("linux");
        attributes.next().key("rack").value(words.text("rack", "r1"));
        node.metaCount(0);
        node.driversCount(1).next().detected(Bool.YES).healthy(Bool.YES).name("mock_driver");
        node.networksCount(1)
                .next()
                .mode("host")
                .device("eth0")
                .address("10.0.0.1")
                .alias("default");
        node.reservedPortsCount(0);
        nodeVolumes(node, words.text("volumes", ""));
        nodeDevices(node, words.text("devices", ""));
        nodeCores(node, words.text("numa", ""));
        CsiText.plugins(node, words.text("csi", ""));
        node.name(name)
                .datacenter(words.text("dc", "dc1"))
                .nodeClass(words.text("class", ""))
                .nodePool(words.text("pool", "default"))
                .putDocument(bytes("{}"), 0, 2);
        return finish(node);
    }

    /** {@code vendor/type/name:id+id-sick+...:memory=16GiB,...;...}; an id that ends with {@code !} is not healthy, one with @n is near n. */
    private static void nodeDevices(final NodeRegisterEncoder node, final String text) {
        final String[] groups = text.isEmpty() ? new String[0] : text.split(";");
        final NodeRegisterEncoder.DevicesEncoder devices = node.devicesCount(groups.length);
        for (final String group : groups) {
            final String[] parts = group.split(":");
            final String[] names = parts[0].split("/");
            final String[] ids = parts[1].split("\\+");
            devices.next().healthyCount(ids.length);
            final NodeRegisterEncoder.DevicesEncoder.InstancesEncoder instances = devices.instancesCount(ids.length);
            for (final String id : ids) {
                final int at = id.indexOf('@');
                instances
                        .next()
                        .healthy(id.endsWith("!") ? Bool.NO : Bool.YES)
                        .numaNode((short) (at < 0 ? -1 : Integer.parseInt(id.substring(at + 1))))
                        .instanceId((at < 0 ? id : id.substring(0, at)).replace("!", ""));
            }
            final String[] attributes = parts.length < 3 ? new String[0] : parts[2].split(",");
            final NodeRegisterEncoder.DevicesEncoder.AttributesEncoder values =
                    devices.attributesCount(attributes.length);
            for (final String attribute : attributes) {
                final String[] pair = attribute.split("=");
                final String digits = pair[1].replaceAll("[^0-9].*", "");
                values.next()
                        .kind(digits.isEmpty() ? DeviceValueKind.TEXT : DeviceValueKind.INTEGER)
                        .number(digits.isEmpty() ? 0 : Long.parseLong(digits))
                        .key(pair[0])
                        .text(digits.isEmpty() ? pair[1] : "")
                        .unit(digits.isEmpty() ? "" : pair[1].substring(digits.length()));
            }
            devices.vendor(names[0]).type(names[1]).name(names[2]);
        }
    }

    /** {@code 2,2}: so many cores of each memory node, 1,000 MHz each. */
    private static void nodeCores(final NodeRegisterEncoder node, final String text) {
        final String[] counts = text.isEmpty() ? new String[0] : text.split(",");
        int all = 0;
        for (final String count : counts) {
            all += Integer.parseInt(count);
        }
        final NodeRegisterEncoder.CoresEncoder cores = node.coresCount(all);
        int core = 0;
        for (int memoryNode = 0; memoryNode < counts.length; memoryNode++) {
            for (int i = Integer.parseInt(counts[memoryNode]); i > 0; i--) {
                cores.next().core(core++).numaNode((short) memoryNode).mhz(1_000);
            }
        }
    }

    private byte[] status(final Words words) {
        final NodeStatusUpdateEncoder status = origin(new NodeStatusUpdateEncoder());
        id(status.nodeId(), names.id(words.word(1)));
        status.status(words.word(0).equals("ready") ? NodeStatus.READY : NodeStatus.DOWN);
        return finish(status);
    }

    private byte[] beat(final Words words) {
        final NodeHeartbeatsEncoder beat = origin(new NodeHeartbeatsEncoder());
        beat.edgeId(1).nodesCount(1).next().handle(handle(words.word(1)));
        return finish(beat);
    }

    private byte[] eligibility(final Words words) {
        final NodeEligibilityEncoder eligibility = origin(new NodeEligibilityEncoder());
        id(eligibility.nodeId(), names.id(words.word(1)));
        eligibility.eligible(words.word(0).equals("eligible") ? Bool.YES : Bool.NO);
        return finish(eligibility);
    }

    private byte[] drain(final Words words) {
        final NodeDrainEncoder drain = origin(new NodeDrainEncoder());
        id(drain.nodeId(), names.id(words.word(1)));
        drain.enable(words.has("off") ? Bool.NO : Bool.YES)
                .markEligible(words.has("eligible") ? Bool.YES : Bool.NO)
                .ignoreSystemJobs(words.has("ignore-system") ? Bool.YES : Bool.NO)
                .deadlineMs(words.has("force") ? -1 : Words.duration(words.text("deadline", "3600s")))
                .putMeta(NOTHING, 0, 0);
        return finish(drain);
    }

    private byte[] purgeNode(final Words words) {
        final NodePurgeEncoder purge = origin(new NodePurgeEncoder());
        id(purge.nodeId(), names.id(words.word(1)));
        return finish(purge);
    }

    private byte[] evaluateNode(final Words words) {
        final NodeEvaluateEncoder evaluate = origin(new NodeEvaluateEncoder());
        id(evaluate.nodeId(), names.id(words.word(1)));
        return finish(evaluate);
    }

    private byte[] job(final Words words) {
        final String namespace = words.text("ns", "default");
        final String jobId = words.word(1);
        final byte[] spec = new SpecText(words, namespace, jobId).encode();
        final String document = "{\"ID\":\"" + jobId + "\",\"line\":\"" + words.text("v", "1") + "\"}";
        final JobRegisterEncoder job = origin(new JobRegisterEncoder());
        job.enforceIndex(words.number("index", -1) >= 0 ? Bool.YES : Bool.NO)
                .jobModifyIndex(Math.max(0, words.number("index", 0)))
                .evalPriority(0)
                .preserveCounts(words.has("keep-counts") ? Bool.YES : Bool.NO)
                .isPrivileged(words.has("privileged") ? Bool.YES : Bool.NO)
                .isPeriodic(words.has("periodic") ? Bool.YES : Bool.NO)
                .isParameterized(words.has("parameterized") ? Bool.YES : Bool.NO);
        job.documentDigest()
                .high(java.util.Arrays.hashCode(spec))
                .low(words.text("v", "1").hashCode());
        job.namespace(namespace)
                .jobId(jobId)
                .putSpec(spec, 0, spec.length)
                .putDocument(bytes(document), 0, bytes(document).length)
                .putSubmission(NOTHING, 0, 0);
        final byte[] periodic = PeriodicText.encode(words);
        job.putPeriodic(periodic, 0, periodic.length);
        return finish(job);
    }

    private byte[] stop(final Words words) {
        final JobDeregisterEncoder stop = origin(new JobDeregisterEncoder());
        stop.purge(words.word(0).equals("purge") ? Bool.YES : Bool.NO)
                .noShutdownDelay(words.has("now") ? Bool.YES : Bool.NO)
                .evalPriority(0)
                .namespace(words.text("ns", "default"))
                .jobId(words.word(1));
        return finish(stop);
    }

    private byte[] evaluate(final Words words) {
        final JobEvaluateEncoder evaluate = origin(new JobEvaluateEncoder());
        evaluate.forceReschedule(words.has("force") ? Bool.YES : Bool.NO)
                .namespace(words.text("ns", "default"))
                .jobId(words.word(1));
        return finish(evaluate);
    }

    private byte[] stable(final Words words) {
        final JobStabilityEncoder stable = origin(new JobStabilityEncoder());
        stable.jobVersion(words.number("version", 0))
                .stable(words.has("off") ? Bool.NO : Bool.YES)
                .namespace(words.text("ns", "default"))
                .jobId(words.word(1));
        return finish(stable);
    }

    /** {@code tag web good version=2 why=because}. */
    private byte[] tag(final Words words) {
        final JobTagEncoder tag = origin(new JobTagEncoder());
        tag.jobVersion(words.number("version", -1))
                .isUnset(words.word(0).equals("untag") ? Bool.YES : Bool.NO)
                .namespace(words.text("ns", "default"))
                .jobId(words.word(1))
                .name(words.word(2))
                .description(words.text("why", ""));
        return finish(tag);
    }

    /** {@code scale web g 3 index=7 message=more}. */
    private byte[] scale(final Words words) {
        final boolean hasCount = words.count() > 3;
        final byte[] message = bytes(words.text("message", ""));
        final JobScaleEncoder scale = origin(new JobScaleEncoder());
        scale.hasCount(hasCount ? Bool.YES : Bool.NO)
                .isError(words.number("error", 0) > 0 ? Bool.YES : Bool.NO)
                .enforceIndex(words.number("index", -1) >= 0 ? Bool.YES : Bool.NO)
                .jobModifyIndex(Math.max(0, words.number("index", 0)))
                .count(hasCount ? Long.parseLong(words.word(3)) : 0)
                .namespace(words.text("ns", "default"))
                .jobId(words.word(1))
                .group(words.word(2))
                .putMessage(message, 0, message.length)
                .putMeta(NOTHING, 0, 0);
        return finish(scale);
    }

    /** {@code dispatch work key=value token=t priority=60 payload=text prefix=p}. */
    private byte[] dispatch(final Words words) {
        final byte[] payload = bytes(words.text("payload", ""));
        final String value = words.text("key", "");
        final JobDispatchEncoder dispatch = origin(new JobDispatchEncoder());
        dispatch.priority(words.number("priority", 0));
        final JobDispatchEncoder.MetaEncoder meta = dispatch.metaCount(value.isEmpty() ? 0 : 1);
        if (!value.isEmpty()) {
            meta.next().key("key").value(value);
        }
        dispatch.namespace(words.text("ns", "default"))
                .jobId(words.word(1))
                .idPrefix(words.text("prefix", ""))
                .token(words.text("token", ""))
                .putPayload(payload, 0, payload.length);
        return finish(dispatch);
    }

    private byte[] force(final Words words) {
        return finish(origin(new PeriodicForceEncoder())
                .namespace(words.text("ns", "default"))
                .jobId(words.word(1)));
    }

    /** {@code report a1,a2 running healthy from=n1}. */
    private byte[] report(final Words words) {
        final String[] allocs = words.word(1).split(",");
        final AllocUpdatesEncoder updates = origin(new AllocUpdatesEncoder());
        final AllocUpdatesEncoder.UpdatesEncoder group = updates.edgeId(1).updatesCount(allocs.length);
        final ClientStatus status = ClientStatus.valueOf(words.word(2).toUpperCase(Locale.ROOT));
        final Health health =
                words.has("healthy") ? Health.HEALTHY : words.has("unhealthy") ? Health.UNHEALTHY : Health.UNSET;
        for (final String alloc : allocs) {
            id(group.next().allocId(), names.id(alloc));
            group.nodeHandle(handle(words.text("from", "n1")))
                    .clientStatus(status)
                    .health(health)
                    .healthTimestampMs(health == Health.UNSET ? 0 : harness.nowMs())
                    .hasFailedTasks(status == ClientStatus.FAILED ? Bool.YES : Bool.NO)
                    .startedMs(harness.nowMs())
                    .finishedMs(status == ClientStatus.RUNNING ? 0 : harness.nowMs())
                    .description("")
                    .putTaskStates(bytes("{\"main\":{}}"), 0, 11)
                    .putNetworkStatus(NOTHING, 0, 0);
        }
        return finish(updates);
    }

    private byte[] allocStop(final Words words) {
        final AllocStopEncoder stop = origin(new AllocStopEncoder());
        id(stop.allocId(), names.id(words.word(1)));
        stop.noShutdownDelay(Bool.NO).reschedule(words.has("reschedule") ? Bool.YES : Bool.NO);
        return finish(stop);
    }

    /** {@code health d1 a1 unhealthy}. */
    private byte[] health(final Words words) {
        final DeploymentHealthEncoder change = origin(new DeploymentHealthEncoder());
        id(change.deploymentId(), names.id(words.word(1)));
        final DeploymentHealthEncoder.AllocsEncoder alloc =
                change.allocsCount(1).next();
        id(alloc.allocId(), names.id(words.word(2)));
        alloc.health(words.has("unhealthy") ? Health.UNHEALTHY : Health.HEALTHY);
        return finish(change);
    }

    private byte[] deployment(final Words words) {
        final DeploymentChangeEncoder change = origin(new DeploymentChangeEncoder());
        id(change.deploymentId(), names.id(words.word(1)));
        change.action(DeploymentAction.valueOf(words.word(0).toUpperCase(Locale.ROOT)))
                .groupsCount(0);
        return finish(change);
    }

    private byte[] deleteEvals(final Words words) {
        final EvalDeleteEncoder delete = origin(new EvalDeleteEncoder());
        delete.skipsOthers(words.word(0).equals("sweep-evals") ? Bool.YES : Bool.NO);
        final String[] evals = words.word(1).split(",");
        final EvalDeleteEncoder.EvalsEncoder group = delete.evalsCount(evals.length);
        for (final String eval : evals) {
            if (eval.equals("unknown")) {
                group.next().evalId().high(9).low(9);
            } else {
                id(group.next().evalId(), names.id(eval));
            }
        }
        return finish(delete);
    }

    private byte[] namespace(final Words words) {
        final byte[] document = bytes("{" + " ".repeat(words.number("document", 2) - 2) + "}");
        return finish(
                origin(new NamespaceUpsertEncoder()).name(words.word(1)).putDocument(document, 0, document.length));
    }

    private byte[] deleteNamespace(final Words words) {
        return finish(origin(new NamespaceDeleteEncoder()).name(words.word(1)));
    }

    private byte[] pool(final Words words) {
        return finish(origin(new NodePoolUpsertEncoder()).name(words.word(1)).putDocument(bytes("{}"), 0, 2));
    }

    private byte[] deletePool(final Words words) {
        return finish(origin(new NodePoolDeleteEncoder()).name(words.word(1)));
    }

    /** {@code acl role admins alias=a index=3 expires=10 remove=20 needs=policy/p document={}}: seconds from now. */
    private byte[] acl(final Words words) {
        final AclUpsertEncoder upsert = origin(new AclUpsertEncoder());
        final byte[] document = bytes(words.text("document", "{}"));
        final String needs = words.text("needs", "");
        upsert.kind(aclKind(words.word(1)))
                .checkIndex(words.number("index", -1) >= 0 ? Bool.YES : Bool.NO)
                .modifyIndex(Math.max(0, words.number("index", 0)))
                .expiresMs(secondsFromNow(words.number("expires", 0)))
                .removeMs(secondsFromNow(words.number("remove", 0)));
        final AclUpsertEncoder.ReferencesEncoder references = upsert.referencesCount(needs.isEmpty() ? 0 : 1);
        if (!needs.isEmpty()) {
            final String[] parts = needs.split("/", 2);
            references.next().kind(aclKind(parts[0])).key(parts[1]);
        }
        upsert.key(words.word(2)).alias(words.text("alias", "")).putDocument(document, 0, document.length);
        return finish(upsert);
    }

    /** {@code delete-acl token t} must find it, {@code exchange-acl one-time-token secret} looks for an alias. */
    private byte[] deleteAcl(final Words words) {
        return finish(origin(new AclDeleteEncoder())
                .kind(aclKind(words.word(1)))
                .byAlias(words.word(0).startsWith("exchange") ? Bool.YES : Bool.NO)
                .mustExist(words.has("maybe") ? Bool.NO : Bool.YES)
                .key(words.word(2)));
    }

    private byte[] bootstrap(final Words words) {
        return finish(origin(new AclBootstrapEncoder())
                .resetIndex(words.number("reset", 0))
                .key(words.word(1))
                .alias(words.word(2))
                .putDocument(bytes("{}"), 0, 2));
    }

    private long secondsFromNow(final long seconds) {
        return seconds == 0 ? 0 : harness.nowMs() + seconds * 1_000;
    }

    private static AclKind aclKind(final String word) {
        return AclKind.valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** A chunk of a restore. */
    public byte[] restoreChunk(final long id, final long position, final byte[] bytes) {
        return finish(origin(new RestoreChunkEncoder())
                .restoreId(id)
                .position(position)
                .putBytes(bytes, 0, bytes.length));
    }

    private byte[] autopilot(final Words words) {
        return finish(origin(new AutopilotSetEncoder())
                .checkIndex(words.number("index", -1) >= 0 ? Bool.YES : Bool.NO)
                .modifyIndex(Math.max(0, words.number("index", 0)))
                .cleanupDeadServers(words.has("cleanup") ? Bool.YES : Bool.NO)
                .lastContactThresholdNs(200_000_000)
                .serverStabilizationNs(10_000_000_000L)
                .maxTrailingLogs(words.number("trailing", 250))
                .minQuorum(0)
                .enableRedundancyZones(Bool.NO)
                .disableUpgradeMigration(Bool.NO)
                .enableCustomUpgrades(Bool.NO));
    }

    private byte[] config(final Words words) {
        return finish(origin(new SchedulerConfigSetEncoder())
                .spreadAlgorithm(words.has("spread") ? Bool.YES : Bool.NO)
                .preemptSystem(Bool.YES)
                .preemptSysbatch(Bool.NO)
                .preemptBatch(Bool.NO)
                .preemptService(words.has("preempt") ? Bool.YES : Bool.NO)
                .memoryOversubscription(Bool.NO)
                .rejectJobRegistration(words.has("reject") ? Bool.YES : Bool.NO)
                .pauseEvalBroker(words.has("paused") ? Bool.YES : Bool.NO)
                .nodeLimitForFeasibilityChecks(0)
                .checkIndex(words.number("index", -1) >= 0 ? Bool.YES : Bool.NO)
                .modifyIndex(Math.max(0, words.number("index", 0))));
    }

    private <E extends MessageEncoderFlyweight> E origin(final E encoder) {
        header.wrap(buffer, 0)
                .blockLength(encoder.sbeBlockLength())
                .templateId(encoder.sbeTemplateId())
                .schemaId(encoder.sbeSchemaId())
                .version(encoder.sbeSchemaVersion());
        encoder.wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH);
        new OriginEncoder()
                .wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH)
                .gatewayId(42)
                .number(harness.nextNumber())
                .acknowledged(Math.max(0, harness.lastNumber() - 3));
        return encoder;
    }

    private byte[] finish(final MessageEncoderFlyweight encoder) {
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private long handle(final String node) {
        final io.drover.cluster.engine.Engine engine =
                java.util.Objects.requireNonNull(harness.machine().engine());
        final UUID id = Names.nodeId(node);
        final int row = engine.state().nodes().find(id.getMostSignificantBits(), id.getLeastSignificantBits());
        return row < 0 ? 0 : engine.state().nodes().rows().handle(row);
    }

    private static void id(final io.drover.sbe.common.UuidEncoder target, final UUID id) {
        target.high(id.getMostSignificantBits()).low(id.getLeastSignificantBits());
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
