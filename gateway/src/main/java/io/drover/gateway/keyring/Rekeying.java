package io.drover.gateway.keyring;

import io.drover.gateway.command.VariableCommands;
import io.drover.gateway.core.CoreClient;
import io.drover.gateway.core.CoreListener;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.sbe.command.VariableOperation;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.feed.ChangesDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.VariableRowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals variables anew after a full rotation, on the leader: page by page, one write after the other, each checked against the index
 * that was read, so that it can never undo what somebody writes meanwhile. The core notices when a key has nothing left.
 */
public final class Rekeying implements CoreListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(Rekeying.class);
    private static final int PAGE_ROWS = 100;

    private final CoreClient core;
    private final Keyring keyring;
    private final AtomicBoolean isRunning = new AtomicBoolean();

    /** Seals with the keys of this ring. */
    public Rekeying(final CoreClient core, final Keyring keyring) {
        this.core = core;
        this.keyring = keyring;
    }

    /** A variable as it was read. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Sealed(String namespace, String path, UUID keyId, UUID lockId, long modifyIndex, byte[] items) {}

    @Override
    public void onChanges(final ChangesDecoder rows) {
        boolean isConcerned = false;
        for (final ChangesDecoder.RowsDecoder row : rows.rows()) {
            isConcerned |= row.table() == TableId.ROOT_KEYS;
        }
        if (isConcerned) {
            start();
        }
    }

    @Override
    public void onChangesLost() {
        start();
    }

    @Override
    public void onRole(final boolean isLeader, final int leaderMemberId) {
        start();
    }

    private void start() {
        if (core.isLeader() && isRunning.compareAndSet(false, true)) {
            CompletableFuture.completedFuture(0)
                    .thenComposeAsync(ignored -> keyring.keys())
                    .thenCompose(this::run)
                    .whenComplete((ignored, error) -> {
                        isRunning.set(false);
                        if (error != null) {
                            LOGGER.warn("variables were not sealed anew: {}", error.toString());
                        }
                    });
        }
    }

    private CompletableFuture<Void> run(final Keyring.Keys keys) {
        return keys.rekeying().isEmpty()
                ? CompletableFuture.completedFuture(null)
                : pass(
                        keys,
                        QueryRequest.of(QueryKind.VARIABLES)
                                .namespace("*")
                                .withDocuments(true)
                                .rowLimit(PAGE_ROWS));
    }

    private CompletableFuture<Void> pass(final Keyring.Keys keys, final QueryRequest request) {
        return core.query(request).thenCompose(page -> {
            CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
            for (final Sealed variable : read(page)) {
                if (keys.rekeying().contains(variable.keyId)) {
                    done = done.thenCompose(ignored -> renew(keys, variable));
                }
            }
            return page.hasMore()
                    ? done.thenCompose(ignored -> pass(keys, request.copy().cursor(page.cursor())))
                    : done;
        });
    }

    private CompletableFuture<Void> renew(final Keyring.Keys keys, final Sealed variable) {
        try {
            final byte[] items = keys.of(variable.keyId).open(variable.namespace, variable.path, variable.items);
            final DirectBuffer command = VariableCommands.apply(
                    VariableOperation.CHECK_AND_SET,
                    new VariableCommands.Target(variable.namespace, variable.path),
                    variable.modifyIndex,
                    new VariableCommands.Lock(variable.lockId, 0, 0),
                    keys.activeId(),
                    keys.active().seal(variable.namespace, variable.path, items));
            return core.send(command, 0, command.capacity()).thenAccept(reply -> {});
        } catch (final KeyRefused ex) {
            return CompletableFuture.failedFuture(ex);
        }
    }

    private static List<Sealed> read(final Page page) {
        final List<Sealed> variables = new ArrayList<>();
        page.forEach((header, rows, offset) -> {
            final VariableRowDecoder row = new VariableRowDecoder()
                    .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            final UUID keyId = new UUID(row.keyId().high(), row.keyId().low());
            final UUID lockId = new UUID(row.lockId().high(), row.lockId().low());
            final long modifyIndex = row.modifyIndex();
            final String namespace = row.namespace();
            final String path = row.path();
            final byte[] items = new byte[row.itemsLength()];
            row.getItems(items, 0, items.length);
            variables.add(new Sealed(namespace, path, keyId, lockId, modifyIndex, items));
        });
        return variables;
    }
}
