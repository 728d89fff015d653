package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.util.List;
import java.util.regex.Pattern;

/** {@code /v1/operator/raft/…}: the members that vote. They are set when the cluster is started. */
final class RaftCalls {
    private static final Pattern ADDRESS = Pattern.compile("[^:]+:\\d+|\\[[^]]+]:\\d+");

    private final GatewayContext context;

    RaftCalls(final GatewayContext context) {
        this.context = context;
    }

    void handle(final Call call, final String what) throws HttpProblem {
        if (what.startsWith("configuration")) {
            configuration(call);
        } else if (what.startsWith("peer")) {
            removePeer(call);
        } else if (what.startsWith("transfer-leadership")) {
            transfer(call);
        } else {
            throw new HttpProblem(404, "Invalid method");
        }
    }

    private void configuration(final Call call) {
        if (!call.isMethod("GET")) {
            call.replyNothing(405);
            return;
        }
        Members.load(context, call, members -> {
            final JsonWriter json = call.json().beginObject();
            json.name("Index").number(0);
            json.name("Servers").beginArray();
            for (final Members.Member member : members.all()) {
                json.beginObject();
                json.name("Address").string(member.address());
                json.name("ID").string(member.uuid());
                json.name("Leader").bool(member.id() == members.leaderId());
                json.name("Node").string(member.name() + "." + context.agent().region());
                json.name("RaftProtocol").string("3");
                json.name("Voter").bool(true);
                json.endObject();
            }
            call.reply(json.endArray().endObject());
        });
    }

    private void removePeer(final Call call) throws HttpProblem {
        if (!call.isMethod("DELETE")) {
            throw new HttpProblem(404, "Invalid method");
        }
        if (!call.param("address").isEmpty()) {
            throw new HttpProblem(
                    400, "Removing a peer by address is not supported in the current raft protocol version");
        }
        final String id = call.param("id");
        if (id.isEmpty()) {
            throw new HttpProblem(400, "Must specify the peer's ID to remove");
        }
        Members.load(context, call, members -> {
            requireMember(members, id, "", 500);
            throw new HttpProblem(500, "the members of this cluster are set when it is started");
        });
    }

    private void transfer(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final List<String> ids = call.params("id");
        final List<String> addresses = call.params("address");
        if (ids.isEmpty() && addresses.isEmpty()) {
            throw new HttpProblem(400, "must specify id or address");
        }
        if (!ids.isEmpty() && !addresses.isEmpty()) {
            throw new HttpProblem(400, "must specify either id or address");
        }
        final String name = ids.isEmpty() ? "address" : "id";
        final List<String> values = ids.isEmpty() ? addresses : ids;
        if (values.size() > 1) {
            throw new HttpProblem(400, "must specify only one " + name);
        }
        if (values.get(0).isEmpty()) {
            throw new HttpProblem(400, name + " must be non-empty");
        }
        if (ids.isEmpty() && !ADDRESS.matcher(addresses.get(0)).matches()) {
            throw new HttpProblem(400, "address must be in IP:port format: not an ip:port");
        }
        Members.load(context, call, members -> {
            requireMember(members, call.param("id"), call.param("address"), 400);
            throw new HttpProblem(500, "leadership moves by elections only; stop the leader to move it");
        });
    }

    private static void requireMember(final Members members, final String id, final String address, final int status)
            throws HttpProblem {
        final boolean isKnown = members.all().stream()
                .anyMatch(member -> member.isCalled(id) || member.address().equals(address));
        if (!isKnown) {
            final String what = id.isEmpty() ? "address \"" + address + "\"" : "id \"" + id + "\"";
            throw new HttpProblem(status, what + " was not found in the Raft configuration");
        }
    }
}
