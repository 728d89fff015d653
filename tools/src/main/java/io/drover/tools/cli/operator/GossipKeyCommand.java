package io.drover.tools.cli.operator;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Table;
import java.util.List;
import java.util.Map;

/** {@code operator gossip keyring install|list|remove|use}: keys of the talk between servers, of which this kind of server has none. */
final class GossipKeyCommand extends ApiCommand {
    private final String verb;
    private final String announcement;
    private final String success;

    /**
     * Describes the command.
     *
     * @param verb what to do with the key.
     * @param announcement said before the servers are asked.
     * @param success said afterwards; empty for the list.
     */
    GossipKeyCommand(final String verb, final String announcement, final String success) {
        super(
                "operator gossip keyring " + verb,
                verb.equals("list") ? "[options]" : "[options] <key>",
                "Works with the keys of the talk between servers. Servers here do not gossip, and refuse.");
        this.verb = verb;
        this.announcement = announcement;
        this.success = success;
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        final boolean isList = verb.equals("list");
        if (rest.size() != (isList ? 0 : 1)) {
            return usageError(isList ? "This command takes no arguments" : "This command requires one argument: <key>");
        }
        ui().output(announcement);
        final String path = "/v1/agent/keyring/" + verb;
        try {
            if (isList) {
                ui().output(table(api().get(path)));
            } else {
                api().put(path, new Query(), new JsonObject().put("Key", rest.get(0)));
                ui().output(success);
            }
            return 0;
        } catch (final ApiException e) {
            return fail("error", e);
        }
    }

    private static String table(final Doc answer) {
        final Table table = new Table("Key", "Servers");
        for (final Map.Entry<String, Doc> key : answer.get("Keys").fields().entrySet()) {
            table.row(key.getKey(), Long.toString(key.getValue().number()));
        }
        return table.toString();
    }
}
