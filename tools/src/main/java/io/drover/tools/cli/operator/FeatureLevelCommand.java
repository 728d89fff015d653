package io.drover.tools.cli.operator;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code operator feature-level}: the last step of an upgrade, and what stands in its way. */
final class FeatureLevelCommand extends ApiCommand {
    private static final String PATH = "/v1/operator/feature-level";

    FeatureLevelCommand() {
        super(
                "operator feature-level",
                "[options]",
                "Shows which feature level the cluster has and which its servers could have, or raises it.");
        flags.integer("raise", 0, "The level to raise the cluster to. Every server must have it. Levels never fall.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        return flags.isGiven("raise") ? raise() : show();
    }

    private int raise() {
        final Doc answer;
        try {
            answer = api().put(PATH, new Query(), new JsonObject().put("Level", flags.number("raise")));
        } catch (final ApiException e) {
            return fail("Error raising the feature level", e);
        }
        ui().output("The feature level is " + answer.number("Level") + ".");
        return 0;
    }

    private int show() {
        final Doc levels;
        try {
            levels = api().get(PATH);
        } catch (final ApiException e) {
            return fail("Error querying the feature level", e);
        }
        if (!flags.text("t").isEmpty()) {
            return Formats.print(flags, ui(), levels);
        }
        if (flags.isOn("json")) {
            ui().output(new String(JsonWriter.bytes(levels.toObject()), StandardCharsets.UTF_8));
            return 0;
        }
        ui().output("Feature level = " + levels.number("Level"));
        final Table table = new Table("Server", "Levels", "Version");
        long expected = 0;
        for (final Doc server : levels.get("Servers").items()) {
            expected = Math.max(expected, server.number("Servers"));
            table.row(
                    Long.toString(server.number("ID")),
                    server.number("OldestLevel") + " to " + server.number("NewestLevel"),
                    server.text("Version"));
        }
        ui().output(table.toString());
        for (long id = 0; id < expected; id++) {
            if (!isAnnounced(levels, id)) {
                ui().output("Server " + id + " has not announced its levels.");
            }
        }
        return 0;
    }

    private static boolean isAnnounced(final Doc levels, final long id) {
        return levels.get("Servers").items().stream().anyMatch(server -> server.number("ID") == id);
    }
}
