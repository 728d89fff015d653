package io.drover.tools.cli.edition;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import java.util.List;

/** {@code license get} and {@code license inspect}: there is none to show. */
final class LicenseCommand extends ApiCommand {
    private final boolean asksServer;

    LicenseCommand(final String verb) {
        super("license " + verb, "[options]", "Shows a license. This edition needs none.");
        asksServer = verb.equals("get");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!asksServer) {
            ui().output("There is no license to inspect: this edition needs none");
            return 1;
        }
        try {
            api().get("/v1/operator/license");
        } catch (final ApiException e) {
            return fail("Error getting license", e);
        }
        return fail("Error getting license: Nomad Enterprise only endpoint");
    }
}
