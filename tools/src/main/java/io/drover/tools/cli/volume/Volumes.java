package io.drover.tools.cli.volume;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.Table;
import java.util.List;

/** Volumes of both kinds, as lists and found by what a user types. */
final class Volumes {
    static final String HOST = "host";
    static final String CSI = "csi";

    private Volumes() {}

    /** All volumes of a kind whose name or id begins so. */
    static Doc list(final Api api, final String type, final Query query) throws ApiException {
        return api.get("/v1/volumes", query.with("type", type));
    }

    /** The one volume whose id is this or begins so. */
    static Doc find(final Api api, final String type, final String id) throws ApiException {
        final Doc found = list(api, type, new Query().with("prefix", id));
        Doc only = found.at(0);
        boolean isUnique = found.size() == 1;
        for (final Doc volume : found.items()) {
            if (volume.text("ID").equals(id)) {
                only = volume;
                isUnique = true;
            }
        }
        if (found.size() == 0) {
            throw ApiException.transport("no volumes with prefix or ID \"" + id + "\" found");
        }
        if (!isUnique) {
            throw ApiException.transport("prefix matched multiple volumes\n\n"
                    + (type.equals(HOST) ? hostTable(found, false) : csiTable(found)));
        }
        return only;
    }

    static String hostTable(final Doc volumes, final boolean isVerbose) {
        final Table table = new Table("ID", "Name", "Namespace", "Plugin ID", "Node ID", "Node Pool", "State");
        for (final Doc volume : volumes.items()) {
            table.row(
                    Ids.of(volume.text("ID"), isVerbose),
                    volume.text("Name"),
                    volume.text("Namespace"),
                    volume.text("PluginID"),
                    Ids.of(volume.text("NodeID"), isVerbose),
                    volume.text("NodePool"),
                    volume.text("State"));
        }
        return table.toString();
    }

    static String csiTable(final Doc volumes) {
        final Table table = new Table("ID", "Name", "Namespace", "Plugin ID", "Schedulable", "Access Mode");
        for (final Doc volume : volumes.items()) {
            final String mode = volume.text("AccessMode");
            table.row(
                    volume.text("ID"),
                    volume.text("Name"),
                    volume.text("Namespace"),
                    volume.text("PluginID"),
                    Boolean.toString(volume.isTrue("Schedulable")),
                    mode.isEmpty() ? "<none>" : mode);
        }
        return table.toString();
    }

    /** A host volume as clients print it: without what is not set. */
    static Doc shaped(final Doc volume) {
        final JsonObject shaped = volume.toObject();
        for (final String name : List.of("Allocations", "Constraints", "Parameters")) {
            if (volume.get(name).size() == 0) {
                shaped.remove(name);
            }
        }
        return Doc.of(shaped);
    }
}
