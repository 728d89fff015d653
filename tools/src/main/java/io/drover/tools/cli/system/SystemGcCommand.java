package io.drover.tools.cli.system;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code system gc}. */
final class SystemGcCommand extends ApiCommand {
    SystemGcCommand() {
        super(
                "system gc",
                "[options]",
                "Removes jobs, evaluations, allocations and nodes that are over, whatever their age.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            usageError("This command takes no arguments");
            return 0;
        }
        try {
            api().put("/v1/system/gc", new Query(), null);
        } catch (final ApiException e) {
            return fail("Error running system garbage-collection", e);
        }
        return 0;
    }
}
