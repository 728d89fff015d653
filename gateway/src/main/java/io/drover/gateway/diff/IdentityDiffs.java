package io.drover.gateway.diff;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workload identities. */
final class IdentityDiffs {
    private static final String[] IDENTITY = {
        "ChangeMode", "ChangeSignal", "Env", "File", "Filepath", "Name", "ServiceName", "TTL"
    };

    private IdentityDiffs() {}

    /** Adds the identity that is there at most once. */
    static void addOne(final Blocks blocks) {
        blocks.block("Identity", "Identity", IdentityDiffs::parts, IDENTITY);
    }

    /** Adds the further ones of a task. */
    static void addMore(final Blocks blocks) {
        blocks.named("Identities", "Identity", identity -> identity.text("Name"), IdentityDiffs::parts, IDENTITY);
    }

    private static List<ObjectDiff> parts(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after)
                .texts("Audience", "Audience")
                .free("ExtraClaims", "ExtraClaims")
                .found();
    }
}
