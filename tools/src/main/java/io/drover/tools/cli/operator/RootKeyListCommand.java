package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import java.util.List;

/** {@code operator root keyring list}. */
final class RootKeyListCommand extends ApiCommand {
    RootKeyListCommand() {
        super(
                "operator root keyring list",
                "[options]",
                "Lists the keys that variables are sealed and identities signed with.");
        flags.bool("verbose", "Shows whole ids.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc keys;
        try {
            keys = api().get("/v1/operator/keyring/keys");
        } catch (final ApiException e) {
            return fail("error", e);
        }
        ui().output(RootKeys.table(keys.items(), flags.isOn("verbose")));
        return 0;
    }
}
