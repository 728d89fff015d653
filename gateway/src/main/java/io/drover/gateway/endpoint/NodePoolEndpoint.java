package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.command.ClusterCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.GoDuration;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;

/** {@code /v1/node/pools} and {@code /v1/node/pool/:name}, with the jobs and nodes of a pool. */
final class NodePoolEndpoint implements Endpoint {
    static final String LIST_PATH = "/v1/node/pools";
    static final String PATH = "/v1/node/pool/";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,128}");
    private static final Set<String> BUILT_IN = Set.of("all", "default");
    private static final int DESCRIPTION_LENGTH_MAX = 256;
    private static final long IDENTITY_TTL_NS = 86_400_000_000_000L;

    private final GatewayContext context;
    private final NamedObjects objects;

    NodePoolEndpoint(final GatewayContext context) {
        this.context = context;
        objects = new NamedObjects(
                context,
                QueryKind.NODE_POOL,
                QueryKind.NODE_POOLS,
                TableId.NODE_POOLS,
                (authority, name) -> authority.allowsNodePool(name, "read"));
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        if (call.path().equals(LIST_PATH)) {
            switch (call.method()) {
                case "GET" -> objects.list(call, true);
                case "PUT", "POST" -> upsert(call, "");
                default -> throw HttpProblem.invalidMethod();
            }
            return;
        }
        final String rest = call.path().substring(PATH.length());
        if (rest.endsWith("/nodes")) {
            nodes(call, rest.substring(0, rest.length() - "/nodes".length()));
        } else if (rest.endsWith("/jobs")) {
            jobs(call, rest.substring(0, rest.length() - "/jobs".length()));
        } else {
            one(call, rest);
        }
    }

    private void one(final Call call, final String name) throws HttpProblem {
        switch (call.method()) {
            case "GET" -> objects.read(call, name, "node pool not found");
            case "PUT", "POST" -> upsert(call, name);
            case "DELETE" -> delete(call, name);
            default -> throw HttpProblem.invalidMethod();
        }
    }

    private void nodes(final Call call, final String pool) throws HttpProblem {
        call.requireMethod("GET");
        refusePrefix(call);
        NodesEndpoint.list(context, call, pool.equals("all") ? "" : pool, "");
    }

    private void jobs(final Call call, final String pool) throws HttpProblem {
        call.requireMethod("GET");
        refusePrefix(call);
        final boolean withMeta = call.flag("meta");
        final Listing<JobView> listing =
                new Listing<>(call, PageOrder.NAME, 2, job -> job.namespace() + "." + job.jobId(), Set.of());
        listing.visibleTo(call.authority(), job -> call.authority().allows(job.namespace(), Capabilities.LIST_JOBS));
        final QueryRequest request = QueryRequest.of(QueryKind.JOBS)
                .namespace(call.options().namespace())
                .withDocuments(true);
        final String token = call.options().nextToken();
        if (!token.isEmpty()) {
            request.cursor(PageOrder.NAME.cursor(token));
        }
        context.reads().answer(call, Read.of(request, TableId.JOBS, TableId.JOB_SUMMARIES), pages -> {
            final List<JobView> jobs = JobRenderer.read(pages).stream()
                    .filter(job ->
                            pool.equals("all") || job.tree().text("NodePool").equals(pool))
                    .toList();
            final JsonWriter json = call.json().beginArray();
            for (final JobView job : listing.page(call, pages, jobs, (writer, each) -> writer.raw(each.asJson()))) {
                JobRenderer.writeStub(json, job, withMeta);
            }
            call.reply(json.endArray());
        });
    }

    private static void refusePrefix(final Call call) throws HttpProblem {
        if (!call.options().prefix().isEmpty()) {
            throw new HttpProblem(400, "prefix argument not allowed");
        }
    }

    private void upsert(final Call call, final String pathName) throws HttpProblem {
        final RequestBody body = RequestBody.of(call, "api.NodePool").withFieldsOf(".Alias");
        final String name = body.text("Name");
        if (!pathName.isEmpty() && !pathName.equals(name)) {
            throw new HttpProblem(400, "Node pool name does not match request path");
        }
        if (!call.authority().allowsNodePool(name, "write")) {
            throw HttpProblem.denied();
        }
        final List<String> errors = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            errors.add("invalid name \"" + name + "\", must match regex ^[a-zA-Z0-9-_]{1,128}$");
        }
        if (body.text("Description").length() > DESCRIPTION_LENGTH_MAX) {
            errors.add("description longer than " + DESCRIPTION_LENGTH_MAX);
        }
        if (!errors.isEmpty()) {
            throw new HttpProblem(400, "invalid node pool \"" + name + "\": " + ErrorTexts.list(errors));
        }
        if (BUILT_IN.contains(name)) {
            throw new HttpProblem(400, "modifying node pool \"" + name + "\" is not allowed");
        }
        if (body.isSet("SchedulerConfiguration")) {
            throw new HttpProblem(500, "Feature \"Node Pools Governance\" is unlicensed");
        }
        final JsonObject document = new JsonObject()
                .put("Description", body.text("Description"))
                .put("Meta", body.isSet("Meta") ? body.textMap("Meta") : JsonNull.NULL)
                .put("NodeIdentityTTL", identityTtl(body.value("NodeIdentityTTL")));
        final String ttl = io.drover.gateway.jobspec.GoDuration.format(document.number("NodeIdentityTTL"));
        final List<String> hashed = List.of(name, document.text("Description"), ttl);
        objects.write(call, ClusterCommands.upsertPool(name, NamedObjects.sealed(document, hashed)));
    }

    private static long identityTtl(final JsonValue sent) throws HttpProblem {
        if (sent instanceof JsonNumber number) {
            return number.longValue() == 0 ? IDENTITY_TTL_NS : number.longValue();
        }
        if (!(sent instanceof JsonString text)) {
            return IDENTITY_TTL_NS;
        }
        final OptionalLong ns = GoDuration.parseNs(text.value());
        if (ns.isEmpty()) {
            throw new HttpProblem(400, "time: invalid duration \"" + text.value() + "\"");
        }
        return ns.getAsLong();
    }

    private void delete(final Call call, final String name) throws HttpProblem {
        final DirectBuffer command = ClusterCommands.deletePool(name);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (reply.code() == ResultCode.NODE_POOL_IN_USE) {
                throw new HttpProblem(500, ErrorTexts.list(inUse(name, reply.value())));
            }
            if (reply.code() == ResultCode.BUILT_IN) {
                throw new HttpProblem(500, "deleting node pool \"" + name + "\" is not allowed");
            }
            Results.require(reply);
            call.index(reply.index()).replyEmpty();
        });
    }

    /** The core tells what uses the pool: 1 jobs, 2 nodes, 3 both. */
    private List<String> inUse(final String name, final long what) {
        final String regions = " in regions: [" + context.agent().region() + "]";
        final List<String> errors = new ArrayList<>();
        if ((what & 1) != 0) {
            errors.add("node pool \"" + name + "\" has non-terminal jobs" + regions);
        }
        if ((what & 2) != 0) {
            errors.add("node pool \"" + name + "\" has nodes" + regions);
        }
        return errors;
    }
}
