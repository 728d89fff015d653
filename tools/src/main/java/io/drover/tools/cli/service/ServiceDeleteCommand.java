package io.drover.tools.cli.service;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code service delete}. */
final class ServiceDeleteCommand extends ApiCommand {
    ServiceDeleteCommand() {
        super("service delete", "[options] <service_name> <service_id>", "Deletes one registration of a service.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 2) {
            return usageError("This command takes two arguments: <service_name> and <service_id>");
        }
        try {
            api().delete("/v1/service/" + Query.segment(rest.get(0)) + "/" + Query.segment(rest.get(1)), new Query());
        } catch (final ApiException e) {
            return fail("Error deleting service registration", e);
        }
        ui().output("Successfully deleted service registration");
        return 0;
    }
}
