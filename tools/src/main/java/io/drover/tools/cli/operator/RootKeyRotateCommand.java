package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code operator root keyring rotate}. */
final class RootKeyRotateCommand extends ApiCommand {
    private static final String ONE_OF = """

            One of "-now" or "-prepublish" must be used.

            If a key has been leaked use "-now" to force immediate rotation.

            Otherwise please use "-prepublish <duration>" to ensure the new key is not used
            to sign workload identities before JWKS endpoints are updated.
            """;

    RootKeyRotateCommand() {
        super(
                "operator root keyring rotate",
                "[options]",
                "Makes a new key, which seals and signs from now on or from a later moment on.");
        flags.bool("full", "Seals all variables anew.")
                .bool("now", "The new key is used at once.")
                .duration("prepublish", "0s", "The new key is made known now and used after this time.")
                .bool("verbose", "Shows whole ids.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command requires no arguments.");
        }
        final long delayNs = flags.number("prepublish");
        if (flags.isOn("now") == delayNs > 0) {
            return fail(ONE_OF);
        }
        final Query query = new Query().with("algo", "aes256-gcm").when(flags.isOn("full"), "full");
        if (delayNs > 0) {
            final long nowNs = TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
            query.with("publish_time", Long.toString(nowNs + delayNs));
        }
        final Doc key;
        try {
            key = api().put("/v1/operator/keyring/rotate", query, null).get("Key");
        } catch (final ApiException e) {
            return fail("error", e);
        }
        ui().output(RootKeys.table(List.of(key), flags.isOn("verbose")));
        return 0;
    }
}
