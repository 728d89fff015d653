package io.drover.tools.cli.server;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code server members}. */
final class ServerMembersCommand extends ApiCommand {
    ServerMembersCommand() {
        super("server members", "[options]", "Lists the servers that the asked agent knows, and which of them lead.");
        flags.bool("verbose", "Shows protocol versions and tags.")
                .bool("detailed", "The same as -verbose.")
                .bool("ui", "Is accepted for compatibility and has no effect.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc members;
        try {
            members = api().get("/v1/agent/members").get("Members");
        } catch (final ApiException e) {
            return fail("Error querying servers", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), withLeaders(members));
        }
        if (members.size() == 0) {
            ui().output("Agent doesn't know about server members");
            return 0;
        }
        final List<Doc> sorted = new ArrayList<>(members.items());
        sorted.sort(new ByRegionAndName());
        final boolean isLong = flags.isOn("verbose") || flags.isOn("detailed");
        ui().output(table(sorted, leaders(sorted), isLong));
        return 0;
    }

    /** The addresses of the leaders of all regions. A region that does not answer has none. */
    private Set<String> leaders(final List<Doc> members) throws ApiException {
        final Set<String> regions = new TreeSet<>();
        for (final Doc member : members) {
            regions.add(member.get("Tags").text("region"));
        }
        final Set<String> leaders = new HashSet<>();
        for (final String region : regions) {
            try {
                leaders.add(api().get("/v1/status/leader", new Query().with("region", region))
                        .text());
            } catch (final ApiException e) {
                ui().error("Error querying the leader of region \"" + region + "\": " + e.getMessage());
            }
        }
        return leaders;
    }

    private static String table(final List<Doc> members, final Set<String> leaders, final boolean isLong) {
        final Table table = isLong
                ? new Table(
                        "Name",
                        "Address",
                        "Port",
                        "Status",
                        "Leader",
                        "Protocol",
                        "Raft Version",
                        "Build",
                        "Datacenter",
                        "Region",
                        "Tags")
                : new Table(
                        "Name", "Address", "Port", "Status", "Leader", "Raft Version", "Build", "Datacenter", "Region");
        for (final Doc member : members) {
            final Doc tags = member.get("Tags");
            final List<String> row = new ArrayList<>();
            row.add(member.text("Name"));
            row.add(member.text("Addr"));
            row.add(member.text("Port"));
            row.add(member.text("Status"));
            row.add(Boolean.toString(isLeader(member, leaders)));
            if (isLong) {
                row.add(member.text("ProtocolCur"));
            }
            row.add(tags.text("raft_vsn"));
            row.add(tags.text("build"));
            row.add(tags.text("dc"));
            row.add(tags.text("region"));
            if (isLong) {
                row.add(pairs(tags));
            }
            table.row(row.toArray(new String[0]));
        }
        return table.toString();
    }

    /** The members with a tag that says whether they lead, as {@code -json} shows them. */
    private Doc withLeaders(final Doc members) throws ApiException {
        final Set<String> leaders = leaders(members.items());
        final JsonArray list = new JsonArray();
        for (final Doc member : members.items()) {
            final JsonObject tags = member.get("Tags").toObject();
            tags.put("Leader", Boolean.toString(isLeader(member, leaders)));
            list.add(member.toObject().put("Tags", tags));
        }
        return Doc.of(list);
    }

    private static boolean isLeader(final Doc member, final Set<String> leaders) {
        final Doc tags = member.get("Tags");
        final String host = tags.text("rpc_addr").isEmpty() ? member.text("Addr") : tags.text("rpc_addr");
        return leaders.contains(host + ":" + tags.text("port"));
    }

    private static String pairs(final Doc tags) {
        final List<String> pairs = new ArrayList<>();
        for (final Map.Entry<String, Doc> tag : tags.fields().entrySet()) {
            pairs.add(tag.getKey() + "=" + tag.getValue().text());
        }
        return String.join(",", pairs);
    }

    private static final class ByRegionAndName implements Comparator<Doc> {
        @Override
        public int compare(final Doc a, final Doc b) {
            return key(a).compareTo(key(b));
        }

        private static String key(final Doc member) {
            return member.get("Tags").text("region") + '\0' + member.text("Name");
        }
    }
}
