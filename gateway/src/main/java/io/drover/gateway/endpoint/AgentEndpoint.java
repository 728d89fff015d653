package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /v1/agent/…}: what this agent is, how it is, and whom it knows. */
final class AgentEndpoint implements Endpoint {
    static final String PATH = "/v1/agent/";

    private static final String PROFILES = PATH + "pprof/";

    private final GatewayContext context;
    private final AgentSchedulers schedulers;
    private final AgentMonitor monitor;

    AgentEndpoint(final GatewayContext context) {
        this.context = context;
        monitor = new AgentMonitor(context);
        schedulers = new AgentSchedulers(
                context.agent().name() + "." + context.agent().region());
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        switch (call.path().substring(PATH.length())) {
            case "self" -> self(call);
            case "members" -> members(call);
            case "health" -> health(call);
            case "servers" -> servers(call);
            case "schedulers" -> schedulers.list(call);
            case "schedulers/config" -> schedulers.configuration(call);
            case "reload" -> reload(call);
            case "monitor" -> monitor.monitor(call);
            case "monitor/export" -> monitor.export(call);
            case "host" -> monitor.host(call);
            case "join" -> join(call);
            case "force-leave" -> forceLeave(call);
            case "keyring/list" -> throw noKeyring();
            case "keyring/install", "keyring/use", "keyring/remove" -> keyring(call);
            default -> {
                if (call.path().startsWith(PROFILES)) {
                    monitor.profile(call, call.path().substring(PROFILES.length()));
                    return;
                }
                if (call.path().startsWith(PATH + "keyring/")) {
                    throw new HttpProblem(404, "resource not found");
                }
                call.replyNothing(404);
            }
        }
    }

    /** Members do not gossip here, so there is no key for it: every change of one fails, as where it is off. */
    private static void keyring(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST", "DELETE");
        final String key = RequestBody.of(call, "agent.KeyringRequest").text("Key");
        if (!key.matches("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")) {
            throw new HttpProblem(500, "illegal base64 data at input byte " + Math.max(0, key.length() - 1) / 4 * 4);
        }
        throw noKeyring();
    }

    private static HttpProblem noKeyring() {
        return new HttpProblem(500, "1/1 nodes reported failure");
    }

    private void self(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        Members.load(context, call, members -> {
            final JsonWriter json = call.json().beginObject();
            json.name("config").value(context.agent().config());
            json.name("member");
            write(json, self(members));
            json.name("stats").beginObject();
            writeClient(json);
            json.name("nomad").beginObject();
            json.name("bootstrap").string(Boolean.toString(members.all().size() == 1));
            json.name("known_regions").string("1");
            json.name("leader").string(Boolean.toString(context.core().isLeader()));
            json.name("leader_addr").string(members.leader());
            json.name("server").string("true");
            json.endObject().endObject();
            call.reply(json.endObject());
        });
    }

    private void writeClient(final JsonWriter json) {
        if (context.agent().hasClient()) {
            json.name("client").beginObject();
            json.name("known_servers").string(context.agent().rpcAddress());
            json.name("node_id").string(context.agent().localNodeId().get());
            json.endObject();
        }
    }

    private void members(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        Members.load(context, call, members -> {
            final JsonWriter json = call.json().beginObject().name("Members").beginArray();
            members.all().forEach(member -> write(json, member));
            json.endArray();
            json.name("ServerDC").string(context.agent().datacenter());
            json.name("ServerName").string(context.agent().name());
            json.name("ServerRegion").string(context.agent().region());
            call.reply(json.endObject());
        });
    }

    private Members.Member self(final Members members) {
        return members.all().stream()
                .filter(member -> member.name().equals(context.agent().name()))
                .findFirst()
                .orElseGet(() -> new Members.Member(
                        0,
                        context.agent().name(),
                        context.agent().host() + ":" + context.agent().httpPort()));
    }

    private void write(final JsonWriter json, final Members.Member member) {
        final AgentInfo agent = context.agent();
        final Map<String, String> tags = new TreeMap<>();
        tags.put("build", agent.version());
        tags.put("dc", agent.datacenter());
        tags.put("expect", Integer.toString(agent.memberCount()));
        tags.put("id", member.uuid());
        tags.put("port", Integer.toString(member.port()));
        tags.put("raft_vsn", "3");
        tags.put("region", agent.region());
        tags.put("revision", "");
        tags.put("role", "nomad");
        tags.put("rpc_addr", member.host());
        tags.put("vsn", "1");
        if (agent.memberCount() == 1) {
            tags.put("bootstrap", "1");
        }
        json.beginObject();
        json.name("Addr").string(member.host());
        json.name("DelegateCur").number(4);
        json.name("DelegateMax").number(5);
        json.name("DelegateMin").number(2);
        json.name("Name").string(member.name() + "." + agent.region());
        json.name("Port").number(agent.serfPort());
        json.name("ProtocolCur").number(2);
        json.name("ProtocolMax").number(5);
        json.name("ProtocolMin").number(1);
        json.name("Status").string("alive");
        json.name("Tags").beginObject();
        tags.forEach((key, value) -> json.name(key).string(value));
        json.endObject().endObject();
    }

    private void health(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        final List<String> types = call.params("type");
        final boolean isServerOk = context.core().leaderMemberId() >= 0;
        final boolean showsServer = types.isEmpty() || types.contains("server");
        final boolean showsClient =
                types.contains("client") || types.isEmpty() && context.agent().hasClient();
        final boolean isClientOk = context.agent().hasClient();
        final JsonWriter json = call.json().beginObject();
        if (showsClient) {
            status(json.name("client"), isClientOk, isClientOk ? "ok" : "client not enabled");
        }
        if (showsServer) {
            status(json.name("server"), isServerOk, isServerOk ? "ok" : "no leader");
        }
        json.endObject();
        if (showsClient && !isClientOk || showsServer && !isServerOk) {
            call.fail(500, new String(json.toBytes(), StandardCharsets.UTF_8));
        } else {
            call.reply(json);
        }
    }

    private static void status(final JsonWriter json, final boolean isOk, final String message) {
        json.beginObject();
        json.name("message").string(message);
        json.name("ok").bool(isOk);
        json.endObject();
    }

    private void servers(final Call call) throws HttpProblem {
        if (!context.agent().hasClient()) {
            throw new HttpProblem(501, "Invalid method");
        }
        if (call.isMethod("PUT", "POST")) {
            if (call.params("address").isEmpty()) {
                throw new HttpProblem(400, "missing server address");
            }
            call.offload(ignored -> setServers(call));
            return;
        }
        call.requireMethod("GET");
        Members.load(context, call, members -> {
            final JsonWriter json = call.json().beginArray();
            members.all().forEach(member -> json.string(member.address()));
            call.reply(json.endArray());
        });
    }

    /** A node in this process keeps to this server; others are only looked at. */
    private static void setServers(final Call call) throws HttpProblem {
        final List<String> problems = new ArrayList<>();
        for (final String address : call.params("address")) {
            final String problem = Dial.problem(address);
            if (problem.isEmpty()) {
                call.replyEmpty();
                return;
            }
            problems.add(problem);
        }
        throw new HttpProblem(500, ErrorTexts.list(problems));
    }

    /** Nothing of the configuration changes while an agent runs, so there is nothing to take over. */
    private static void reload(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        call.replyEmpty();
    }

    /** The members of a cluster are fixed when it is started, so there is nobody to join. */
    private static void join(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        if (call.params("address").isEmpty()) {
            throw new HttpProblem(400, "missing address to join");
        }
        call.offload(ignored -> replyJoined(call));
    }

    private static void replyJoined(final Call call) {
        final JsonWriter json = call.json().beginObject();
        final List<String> errors = call.params("address").stream()
                .map(address -> "failed to join " + address + ": " + joining(address))
                .toList();
        json.name("error").string(ErrorTexts.list(errors));
        json.name("num_joined").number(0);
        json.name("warning").string("");
        call.reply(json.endObject());
    }

    private static String joining(final String address) {
        final String problem = Dial.problem(address);
        return problem.isEmpty() ? "the members of this cluster are set when it is started" : problem;
    }

    private static void forceLeave(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        if (call.param("node").isEmpty()) {
            throw new HttpProblem(400, "missing node to force leave");
        }
        try {
            call.flag("prune", 400);
        } catch (final HttpProblem ex) {
            throw new HttpProblem(400, "invalid prune value");
        }
        call.replyEmpty();
    }
}
