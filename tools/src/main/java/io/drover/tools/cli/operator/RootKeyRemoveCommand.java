package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code operator root keyring remove}. */
final class RootKeyRemoveCommand extends ApiCommand {
    RootKeyRemoveCommand() {
        super(
                "operator root keyring remove",
                "[options] <key ID>",
                "Removes a key that nothing is sealed with any more.");
        flags.bool("force", "Removes it although it is in use, where that leaves nothing unreadable.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            // Under this shorter name the reference hints at its help.
            ui().usageError("This command requires one argument: <key ID>", "root keyring remove");
            return 1;
        }
        try {
            api().delete(
                            "/v1/operator/keyring/key/" + rest.get(0),
                            new Query().with("force", Boolean.toString(flags.isOn("force"))));
        } catch (final ApiException e) {
            return fail("error", e);
        }
        ui().output("Removed encryption key " + rest.get(0));
        return 0;
    }
}
