package io.drover.gateway.keyring;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.CoreListener;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.RootKeyState;
import io.drover.sbe.common.TableId;
import io.drover.sbe.feed.ChangesDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.RootKeyRowDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The data keys of this cluster, read from the state when they are needed and kept until it changes. Safe for all threads. */
public final class Keyring implements CoreListener {
    private final Core core;
    private final KeySeal seal;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Keys known;

    /** Opens keys with this seal. */
    public Keyring(final Core core, final KeySeal seal) {
        this.core = core;
        this.seal = seal;
    }

    /**
     * The keys at one moment.
     *
     * @param byId keys that can be opened here.
     * @param activeId the one that seals.
     * @param rekeying those of which everything is to be sealed anew.
     */
    public record Keys(Map<UUID, DataKey> byId, UUID activeId, Set<UUID> rekeying) {
        /** Takes copies. */
        public Keys {
            byId = Map.copyOf(byId);
            rekeying = Set.copyOf(rekeying);
        }

        /** The key that seals. */
        public DataKey active() throws KeyRefused {
            return of(activeId);
        }

        /** The key of an id. */
        public DataKey of(final UUID id) throws KeyRefused {
            final DataKey key = byId.get(id);
            if (key == null) {
                throw new KeyRefused("root key " + id + " is not there");
            }
            return key;
        }
    }

    /** How keys are sealed. */
    public KeySeal seal() {
        return seal;
    }

    /** All keys. */
    public CompletableFuture<Keys> keys() {
        final Keys now = known;
        if (now != null) {
            return CompletableFuture.completedFuture(now);
        }
        final long seen = changes.get();
        return core.query(QueryRequest.of(QueryKind.ROOT_KEYS).withDocuments(true))
                .thenCompose(page -> {
                    try {
                        final Keys keys = read(page);
                        if (changes.get() == seen) {
                            known = keys;
                        }
                        return CompletableFuture.completedFuture(keys);
                    } catch (final KeyRefused ex) {
                        return CompletableFuture.failedFuture(new IllegalStateException(ex.reason(), ex));
                    }
                });
    }

    private Keys read(final Page page) throws KeyRefused {
        final Map<UUID, byte[]> sealed = new HashMap<>();
        final Set<UUID> rekeying = new HashSet<>();
        final UUID[] active = {new UUID(0, 0)};
        page.forEach((header, rows, offset) -> {
            final RootKeyRowDecoder row = new RootKeyRowDecoder()
                    .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            final UUID id = new UUID(row.keyId().high(), row.keyId().low());
            if (row.state() == RootKeyState.ACTIVE) {
                active[0] = id;
            } else if (row.state() == RootKeyState.REKEYING) {
                rekeying.add(id);
            }
            row.skipPublicKey();
            final byte[] bytes = new byte[row.sealedLength()];
            row.getSealed(bytes, 0, bytes.length);
            sealed.put(id, bytes);
        });
        final Map<UUID, DataKey> byId = new HashMap<>();
        for (final Map.Entry<UUID, byte[]> entry : sealed.entrySet()) {
            byId.put(entry.getKey(), new DataKey(seal.open(entry.getValue())));
        }
        return new Keys(byId, active[0], rekeying);
    }

    private void forget() {
        changes.incrementAndGet();
        known = null;
    }

    @Override
    public void onChanges(final ChangesDecoder rows) {
        boolean isConcerned = false;
        for (final ChangesDecoder.RowsDecoder row : rows.rows()) {
            isConcerned |= row.table() == TableId.ROOT_KEYS;
        }
        if (isConcerned) {
            forget();
        }
    }

    @Override
    public void onChangesLost() {
        forget();
    }

    @Override
    public void onRole(final boolean isLeader, final int leaderMemberId) {
        forget();
    }
}
