package io.drover.gateway.event;

import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.core.Page;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.AllocRenderer;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.CsiPluginView;
import io.drover.gateway.render.CsiVolumeView;
import io.drover.gateway.render.DeploymentView;
import io.drover.gateway.render.EvalRenderer;
import io.drover.gateway.render.EvalView;
import io.drover.gateway.render.HostVolumeView;
import io.drover.gateway.render.JobView;
import io.drover.gateway.render.NamedView;
import io.drover.gateway.render.NodeRenderer;
import io.drover.gateway.render.NodeView;
import io.drover.gateway.render.ServiceView;
import io.drover.gateway.render.VariableView;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.EventRowDecoder;
import io.drover.sbe.snapshot.ServiceRowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Makes events of the rows of a page. */
final class EventRows {
    private final JobLookup jobs;

    EventRows(final JobLookup jobs) {
        this.jobs = jobs;
    }

    /** The events of a page in order, once the jobs of its allocations are known. */
    CompletableFuture<List<Event>> read(final Page page) {
        final List<AllocView> allocs = new ArrayList<>();
        forEach(page, row -> {
            if (row.table() == TableId.ALLOCS) {
                allocs.add(AllocView.of(row.header(), row.bytes(), 0));
            }
        });
        return jobs.of(allocs).thenCombine(jobs.signingKeyId(), (found, keyId) -> {
            final List<Event> events = new ArrayList<>();
            forEach(page, row -> {
                final Event event = event(row, found, keyId);
                if (event != null) {
                    events.add(event);
                }
            });
            return events;
        });
    }

    /** A changed row; the bytes are a snapshot message, whose header is wrapped. */
    private record Row(
            TableId table,
            int cause,
            int causeDetail,
            boolean isRemoved,
            long index,
            MessageHeaderDecoder header,
            DirectBuffer bytes) {}

    private static void forEach(final Page page, final Consumer<Row> consumer) {
        final EventRowDecoder decoder = new EventRowDecoder();
        final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
        final MessageHeaderDecoder inner = new MessageHeaderDecoder();
        page.forEach((header, rows, offset) -> {
            decoder.wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            final boolean isRemoved = decoder.isRemoved() == Bool.YES;
            decoder.wrapRow(bytes);
            inner.wrap(bytes, 0);
            consumer.accept(new Row(
                    decoder.table(), decoder.cause(), decoder.causeDetail(), isRemoved, decoder.index(), inner, bytes));
        });
    }

    private static @Nullable Event event(
            final Row row, final Function<AllocView, @Nullable JobView> found, final String keyId) {
        final String type = EventTypes.of(row.table(), row.cause(), row.causeDetail(), isGone(row));
        return type.equals(EventTypes.NONE)
                ? null
                : switch (row.table()) {
                    case JOBS -> job(row, type);
                    case EVALS -> eval(row, type);
                    case ALLOCS -> alloc(row, type, found, keyId);
                    case DEPLOYMENTS -> deployment(row, type);
                    case SERVICES -> service(row, type);
                    case VARIABLES -> variable(row, type);
                    case NODES -> node(row, type, keyId);
                    case HOST_VOLUMES -> volume(row, type);
                    case CSI_VOLUMES -> csiVolume(row, type);
                    case CSI_PLUGINS -> csiPlugin(row, type);
                    case NODE_POOLS -> named(row, type, "NodePool");
                    case NAMESPACES -> named(row, type, "Namespace");
                    default -> acl(row, type);
                };
    }

    /** A registration of a node that is down is still there, but nobody sees it. */
    private static boolean isGone(final Row row) {
        return row.isRemoved()
                || row.table() == TableId.SERVICES
                        && new ServiceRowDecoder()
                                        .wrap(
                                                row.bytes(),
                                                MessageHeaderDecoder.ENCODED_LENGTH,
                                                row.header().blockLength(),
                                                row.header().version())
                                        .isWithdrawn()
                                == Bool.YES;
    }

    private static Event job(final Row row, final String type) {
        final JobView job = JobView.of(row.header(), row.bytes(), 0);
        final JsonWriter json = new JsonWriter().beginObject();
        json.name("Deleted").bool(row.isRemoved());
        json.name("Job").raw(job.asJson());
        return new Event("Job", type, job.jobId(), job.namespace(), null, row.index(), payload(json));
    }

    private static Event eval(final Row row, final String type) {
        final EvalView eval = EvalView.of(row.header(), row.bytes(), 0);
        final JsonWriter json = new JsonWriter().beginObject().name("Evaluation");
        EvalRenderer.write(json, eval, List.of());
        final List<String> keys = List.of(eval.jobId(), eval.deploymentId());
        return new Event("Evaluation", type, eval.id(), eval.namespace(), keys, row.index(), payload(json));
    }

    private static Event alloc(
            final Row row, final String type, final Function<AllocView, @Nullable JobView> found, final String keyId) {
        final AllocView alloc = AllocView.of(row.header(), row.bytes(), 0);
        final JsonWriter json = new JsonWriter().beginObject().name("Allocation");
        AllocRenderer.writeWithoutJob(json, alloc, found.apply(alloc), keyId);
        json.name("Timeout").bool(false).name("TimeoutReason").string("");
        final List<String> keys = List.of(alloc.jobId(), alloc.deploymentId());
        return new Event("Allocation", type, alloc.id(), alloc.namespace(), keys, row.index(), payload(json));
    }

    private static Event deployment(final Row row, final String type) {
        final DeploymentView deployment = DeploymentView.of(row.header(), row.bytes(), 0);
        final JsonWriter json = new JsonWriter().beginObject().name("Deployment");
        deployment.write(json);
        return new Event(
                "Deployment",
                type,
                deployment.id(),
                deployment.namespace(),
                List.of(deployment.jobId()),
                row.index(),
                payload(json));
    }

    private static Event service(final Row row, final String type) {
        final ServiceView service = ServiceView.of(row.header(), row.bytes(), 0);
        final JsonWriter json = new JsonWriter().beginObject().name("Service");
        service.write(json);
        final List<String> keys = List.of(service.jobId(), service.serviceName());
        return new Event("Service", type, service.serviceId(), service.namespace(), keys, row.index(), payload(json));
    }

    private static Event variable(final Row row, final String type) {
        final VariableView variable = VariableView.of(row.header(), row.bytes(), 0);
        final JsonWriter json = new JsonWriter().beginObject();
        json.name("Deleted").bool(row.isRemoved());
        json.name("Metadata");
        variable.writeMetadata(json);
        return new Event("Variable", type, variable.path(), variable.namespace(), null, row.index(), payload(json));
    }

    private static Event node(final Row row, final String type, final String keyId) {
        final NodeView node = NodeView.of(row.header(), row.bytes(), 0);
        final JsonWriter json = new JsonWriter().beginObject().name("Node");
        NodeRenderer.write(json, node, keyId);
        return new Event("Node", type, node.id(), "", null, row.index(), payload(json));
    }

    private static Event named(final Row row, final String type, final String topic) {
        final NamedView named = NamedView.of(row.header(), row.bytes(), 0);
        final JsonWriter json = new JsonWriter().beginObject().name(topic);
        named.write(json);
        return new Event(topic, type, named.name(), "", null, row.index(), payload(json));
    }

    /** Its id is not its key but one of those that it is found by. */
    private static Event volume(final Row row, final String type) {
        final HostVolumeView volume = HostVolumeView.of(row.header(), row.bytes(), 0);
        final JsonWriter json = new JsonWriter().beginObject().name("Volume");
        volume.write(json, List.of());
        final List<String> keys = List.of(volume.id(), volume.name(), volume.plugin());
        return new Event("HostVolume", type, "", volume.namespace(), keys, row.index(), payload(json));
    }

    private static Event csiVolume(final Row row, final String type) {
        final CsiVolumeView volume = CsiVolumeView.of(row.header(), row.bytes(), 0);
        final JsonWriter json = new JsonWriter().beginObject().name("Volume");
        volume.write(json, List.of());
        final List<String> keys = List.of(volume.id(), volume.name(), volume.plugin());
        return new Event("CSIVolume", type, volume.id(), volume.namespace(), keys, row.index(), payload(json));
    }

    private static Event csiPlugin(final Row row, final String type) {
        final CsiPluginView plugin = CsiPluginView.of(row.header(), row.bytes(), 0);
        final JsonWriter json = new JsonWriter().beginObject().name("Plugin");
        plugin.write(json, List.of());
        return new Event("CSIPlugin", type, plugin.id(), "", List.of(plugin.id()), row.index(), payload(json));
    }

    private static Event acl(final Row row, final String type) {
        final List<AclEntry> entries = new ArrayList<>(1);
        AclEntry.consumer(entries::add).onRow(row.header(), row.bytes(), 0);
        final AclEntry entry = entries.get(0);
        final String topic = switch (entry.kind()) {
            case POLICY -> "ACLPolicy";
            case TOKEN -> "ACLToken";
            case ROLE -> "ACLRole";
            case AUTH_METHOD -> "ACLAuthMethod";
            default -> "ACLBindingRule";
        };
        final List<String> keys = switch (entry.kind()) {
            case ROLE -> List.of(entry.document().text("Name"));
            case BINDING_RULE -> List.of(entry.document().text("AuthMethod"));
            default -> null;
        };
        final String field = topic.equals("ACLAuthMethod") ? "AuthMethod" : topic;
        final JsonWriter json = new JsonWriter().beginObject().name(field).value(AclPayloads.of(entry));
        return new Event(topic, type, entry.key(), "", keys, row.index(), payload(json));
    }

    private static byte[] payload(final JsonWriter json) {
        return json.endObject().toBytes();
    }
}
