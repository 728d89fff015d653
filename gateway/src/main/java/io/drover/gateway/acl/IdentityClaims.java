package io.drover.gateway.acl;

import io.drover.gateway.core.Page;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.AllocRowDecoder;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Reads the claims of identities that this cluster signed. */
public final class IdentityClaims {
    /** For whom identities are that the cluster itself accepts. */
    public static final String AUDIENCE = "nomadproject.io";

    private static final int SUBJECT_PARTS = 6;

    private IdentityClaims() {}

    /** Who a workload is; null when the claims are not a workload's or not of now. */
    static @Nullable WorkloadClaims workload(final JsonObject claims, final long nowSeconds) {
        final String[] subject = claims.text("sub").split(":", -1);
        final boolean isOfNow = (!claims.has("exp") || claims.number("exp") > nowSeconds)
                && (!claims.has("nbf") || claims.number("nbf") <= nowSeconds);
        if (!isOfNow
                || subject.length < SUBJECT_PARTS
                || claims.text("nomad_allocation_id").isEmpty()) {
            return null;
        }
        final String task = claims.text("nomad_task");
        try {
            return new WorkloadClaims(
                    claims.text("nomad_namespace"),
                    claims.text("nomad_job_id"),
                    subject[subject.length - 3],
                    task.isEmpty() ? claims.text("nomad_service") : task,
                    UUID.fromString(claims.text("nomad_allocation_id")));
        } catch (final IllegalArgumentException ex) {
            return null;
        }
    }

    /** Whether the allocation of an answer is there and its node has not said that it ended. */
    static boolean isRunning(final Page page) {
        final AtomicBoolean isRunning = new AtomicBoolean();
        page.forEach((header, rows, offset) -> {
            if (header.templateId() == AllocRowDecoder.TEMPLATE_ID) {
                final ClientStatus status = new AllocRowDecoder()
                        .wrap(
                                rows,
                                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                header.blockLength(),
                                header.version())
                        .clientStatus();
                isRunning.set(status == ClientStatus.PENDING
                        || status == ClientStatus.RUNNING
                        || status == ClientStatus.UNKNOWN);
            }
        });
        return isRunning.get();
    }
}
