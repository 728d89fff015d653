package io.drover.tools.cli.server;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import java.util.List;
import java.util.Map;

/** {@code agent-info}. */
public final class AgentInfoCommand extends ApiCommand {
    public AgentInfoCommand() {
        super("agent-info", "[options]", "Shows what the asked agent says about itself.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc self;
        try {
            self = api().get("/v1/agent/self");
        } catch (final ApiException e) {
            return fail("Error querying agent info: failed querying self endpoint", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), self);
        }
        for (final Map.Entry<String, Doc> section : self.get("stats").fields().entrySet()) {
            ui().output(section.getKey());
            for (final Map.Entry<String, Doc> fact : section.getValue().fields().entrySet()) {
                ui().output("  " + fact.getKey() + " = " + fact.getValue().text());
            }
        }
        return 0;
    }
}
