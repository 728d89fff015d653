package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Access;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/acl/bootstrap}: the first management token. Whoever can write a file into the leader's data directory may do it again: the
 * file {@code acl-bootstrap-reset} holds the index that the refusal names.
 */
final class AclBootstrapEndpoint implements Endpoint {
    static final String PATH = "/v1/acl/bootstrap";

    private static final Logger LOGGER = LoggerFactory.getLogger(AclBootstrapEndpoint.class);
    private static final int RESET_LENGTH_MAX = 64;

    private final GatewayContext context;
    private final AclTokens tokens;

    AclBootstrapEndpoint(final GatewayContext context) {
        this.context = context;
        tokens = new AclTokens(context);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        AclEntries.requireEnabled(context);
        if (context.reads().relayUnlessLeading(call)) {
            return;
        }
        final String wanted = wantedSecret(call);
        if (!wanted.isEmpty() && !Access.isUuid(wanted)) {
            throw new HttpProblem(400, "invalid acl token");
        }
        call.offload(ignored -> {
            final long resetIndex = resetIndex();
            final JsonObject document = AclTokens.document("Bootstrap Token", true, JsonNull.NULL, JsonNull.NULL, true);
            final String secret = wanted.isEmpty() ? AclTokens.newId() : wanted;
            final AclTokens.Draft draft = new AclTokens.Draft(AclTokens.newId(), secret, document, 0, null);
            tokens.bootstrap(call, draft, resetIndex, shown -> {
                call.index(shown.index()).reply(call.json().value(shown.token()));
                if (resetIndex > 0) {
                    forgetReset();
                }
            });
        });
    }

    private static String wantedSecret(final Call call) throws HttpProblem {
        if (call.body().length == 0) {
            return "";
        }
        try {
            return RequestBody.of(call, "structs.ACLTokenBootstrapRequest").text("BootstrapSecret");
        } catch (final HttpProblem ex) {
            throw new HttpProblem(400, "failed to decode request body: " + ex.text());
        }
    }

    private long resetIndex() {
        for (final Path file : context.access().settings().resetFiles()) {
            try {
                if (Files.isRegularFile(file) && Files.size(file) <= RESET_LENGTH_MAX) {
                    return Long.parseLong(Files.readString(file).trim());
                }
            } catch (final IOException | NumberFormatException ex) {
                LOGGER.warn("{} holds no index and is passed over", file, ex);
            }
        }
        return 0;
    }

    private void forgetReset() {
        for (final Path file : context.access().settings().resetFiles()) {
            try {
                Files.deleteIfExists(file);
            } catch (final IOException ex) {
                LOGGER.warn("{} was used and cannot be removed", file, ex);
            }
        }
    }
}
