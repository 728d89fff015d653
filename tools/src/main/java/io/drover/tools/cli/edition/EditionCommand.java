package io.drover.tools.cli.edition;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** A command of another edition: asks, and reports that the server refused. */
final class EditionCommand extends ApiCommand {
    private final EditionRequest request;

    EditionCommand(final EditionRequest request) {
        super(request.command(), request.arguments(), request.summary() + " Servers of this edition refuse it.");
        this.request = request;
        for (final String flag : request.flags()) {
            flags.text(flag, flag, "Passed on to the server.");
        }
        for (final String flag : request.switches()) {
            flags.bool(flag, "Passed on to the server.");
        }
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() < request.argumentCount()) {
            return usageError("This command takes " + request.argumentCount() + " arguments: " + request.arguments());
        }
        if (!request.requiredFlag().isEmpty()
                && flags.text(request.requiredFlag()).isEmpty()) {
            return fail("-" + request.requiredFlag() + " flag is required");
        }
        final boolean isNamed = request.path().endsWith("/") && !rest.isEmpty();
        final String last = isNamed ? Query.segment(rest.get(0)) : "";
        try {
            ui().output(api().call(request.method(), request.path() + last, new Query(), null)
                    .pretty());
        } catch (final ApiException e) {
            return fail(request.introduction(), e);
        }
        return 0;
    }
}
