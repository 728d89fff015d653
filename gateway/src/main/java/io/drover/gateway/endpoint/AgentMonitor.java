package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.GoDuration;
import io.drover.gateway.http.HttpProblem;
import io.drover.sbe.query.QueryKind;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * {@code /v1/agent/monitor}: the log of this agent as it is written. The log of another server or of a node elsewhere is asked of
 * that agent itself.
 */
final class AgentMonitor {
    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    private final GatewayContext context;

    AgentMonitor(final GatewayContext context) {
        this.context = context;
    }

    void monitor(final Call call) throws HttpProblem {
        final String asked = call.param("log_level");
        final String level = asked.isEmpty() ? "INFO" : asked.toUpperCase(Locale.ROOT);
        if (!LEVELS.contains(level)) {
            throw new HttpProblem(400, "Unknown log level: " + asked);
        }
        final boolean isJson = flag(call, "log_json", "log json");
        flag(call, "log_include_location", "log include location");
        final boolean isPlain = flag(call, "plain", "plain");
        target(
                call,
                500,
                "RPC Error:: 404,",
                400,
                () -> new LogStream(call, isPlain).start(context.agent().logs(), level, isJson));
    }

    /** Logs go to standard error here, so there is never a file; a journal is read where it is. */
    void export(final Call call) throws HttpProblem {
        final String service = call.param("service_name");
        final boolean isOnDisk = flag(call, "on_disk", "on disk");
        final boolean isFollowed = flag(call, "follow", "follow");
        final String since = call.param("logs_since");
        if (!since.isEmpty() && GoDuration.parseNs(since).isEmpty()) {
            throw new HttpProblem(400, "Unknown value for logs-since: time: invalid duration \"" + since + "\"");
        }
        if (service.isEmpty() && !isOnDisk) {
            throw new HttpProblem(400, "Either -service-name or -on-disk must be set");
        }
        if (!service.isEmpty() && isOnDisk) {
            throw new HttpProblem(400, "Cannot target journald and nomad log file simultaneously");
        }
        if (isOnDisk && isFollowed) {
            throw new HttpProblem(400, "Cannot follow log file");
        }
        if (!service.isEmpty() && !service.toLowerCase(Locale.ROOT).contains("nomad")
                || service.contains("/")
                || service.contains("..")) {
            throw new HttpProblem(422, "service name must include 'nomad");
        }
        throw new HttpProblem(400, isOnDisk ? "No nomad log file defined" : "the journal is read with journalctl");
    }

    /** Goes on when this very agent is meant. */
    private void target(
            final Call call,
            final int unknownNodeStatus,
            final String unknownNodePrefix,
            final int unknownServerStatus,
            final Runnable here)
            throws HttpProblem {
        final String node = call.param("node_id");
        final String server = call.param("server_id");
        if (!node.isEmpty() && !server.isEmpty()) {
            throw new HttpProblem(400, "Cannot target node and server simultaneously");
        }
        if (!server.isEmpty()) {
            server(call, server, unknownServerStatus, here);
        } else if (node.isEmpty() || node.equals(context.agent().localNodeId().get())) {
            here.run();
        } else {
            final UUID id = Ids.parse(node, "node");
            call.when(context.core().query(QueryRequest.of(QueryKind.NODE).id(id)), page -> {
                if (page.isFound()) {
                    throw new HttpProblem(501, "the log of node " + node + " is read at the node");
                }
                throw new HttpProblem(unknownNodeStatus, unknownNodePrefix + "Unknown node \"" + node + "\"");
            });
        }
    }

    private void server(final Call call, final String server, final int unknownStatus, final Runnable here) {
        Members.load(context, call, members -> {
            final String name = context.agent().name();
            if (server.equals("leader")) {
                if (!context.reads().relayUnlessLeading(call)) {
                    here.run();
                }
            } else if (server.equals(name)
                    || server.equals(name + "." + context.agent().region())) {
                here.run();
            } else if (members.all().stream().anyMatch(member -> member.name().equals(server))) {
                throw new HttpProblem(501, "the log of server " + server + " is read at that server");
            } else {
                throw new HttpProblem(unknownStatus, "unknown Nomad server " + server);
            }
        });
    }

    /** {@code /v1/agent/host} asked for another agent, and whether it may be asked at all. */
    void host(final Call call) throws HttpProblem {
        if (!call.param("node_id").isEmpty() && !call.param("server_id").isEmpty()) {
            throw new HttpProblem(400, "Can only forward to either client node or server");
        }
        target(call, 404, "", 500, () -> {
            if (context.agent().config().flag("EnableDebug")) {
                HostFacts.reply(call);
            } else {
                call.fail(403, "Permission denied");
            }
        });
    }

    /** {@code /v1/agent/pprof/…}: profiles of another kind of program. What is asked for a heap gets the figures of this one. */
    void profile(final Call call, final String profile) throws HttpProblem {
        if (profile.isEmpty()) {
            throw new HttpProblem(404, "Invalid method");
        }
        if (!HostFacts.PROFILES.contains(profile)) {
            throw new HttpProblem(404, "Pprof profile not found profile: " + profile);
        }
        target(call, 404, "", 500, () -> {
            if (context.agent().config().flag("EnableDebug")) {
                HostFacts.replyProfile(call, profile);
            } else {
                call.fail(403, "Permission denied");
            }
        });
    }

    private static boolean flag(final Call call, final String name, final String words) throws HttpProblem {
        final String text = call.param(name);
        try {
            return call.flag(name, 400);
        } catch (final HttpProblem ex) {
            throw new HttpProblem(
                    400,
                    "Unknown option for " + words + ": strconv.ParseBool: parsing \"" + text + "\": invalid syntax");
        }
    }
}
