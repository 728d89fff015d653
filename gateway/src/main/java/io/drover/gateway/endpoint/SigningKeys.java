package io.drover.gateway.endpoint;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.QueryRequest;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.RootKeyRowDecoder;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Knows which root key signs identities now. Safe for all threads. */
public final class SigningKeys extends TableListener {
    private final Core core;
    private volatile String activeId = "";

    SigningKeys(final Core core) {
        super(Set.of(TableId.ROOT_KEYS));
        this.core = core;
    }

    /** Id of the active key. */
    CompletableFuture<String> activeId() {
        final String known = activeId;
        if (!known.isEmpty()) {
            return CompletableFuture.completedFuture(known);
        }
        return core.query(QueryRequest.of(QueryKind.ROOT_KEYS)).thenApply(page -> {
            final StringBuilder found = new StringBuilder();
            page.forEach((header, rows, offset) -> {
                final RootKeyRowDecoder row = new RootKeyRowDecoder()
                        .wrap(
                                rows,
                                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                header.blockLength(),
                                header.version());
                if (row.isActive() == Bool.YES) {
                    found.append(new UUID(row.keyId().high(), row.keyId().low()));
                }
            });
            activeId = found.toString();
            return activeId;
        });
    }

    @Override
    void onTableChange() {
        activeId = "";
    }
}
