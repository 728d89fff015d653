package io.drover.tools.agent;

import io.drover.gateway.core.CoreClient;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.keyring.KeyRefused;
import io.drover.gateway.keyring.KeySeal;
import io.drover.gateway.keyring.RootKey;
import io.drover.sbe.command.ClusterBirthEncoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.query.QueryStatus;
import io.drover.sbe.snapshot.RootKeyRowDecoder;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agrona.ExpandableArrayBuffer;

/**
 * Sees to it that the cluster has been born: the first member that leads sends the birth command, with everything random that the
 * state will ever need. Blocking, used by a process while it starts.
 */
final class ClusterBirth {
    private static final long ATTEMPT_MS = 20;

    private final CoreClient core;
    private final String region;
    private final KeySeal seal;
    private final int featureLevel;
    private final CompletableFuture<RootKey> rootKey = CompletableFuture.supplyAsync(RootKey::create);

    /** Begins to make the key at once: it takes longest. */
    ClusterBirth(final CoreClient core, final String region, final KeySeal seal, final int featureLevel) {
        this.featureLevel = featureLevel;
        this.seal = seal;
        this.core = core;
        this.region = region;
    }

    /** Returns the secret that the servers share, once there is a cluster; waits as long as it takes for a quorum. */
    byte[] await() throws InterruptedException {
        while (true) {
            try {
                final Page keys = core.query(
                                QueryRequest.of(QueryKind.ROOT_KEYS).withDocuments(true))
                        .get(1, TimeUnit.SECONDS);
                if (keys.status() == QueryStatus.OK && keys.rowCount() > 0) {
                    return open(secret(keys));
                }
                if (core.isLeader() && keys.status() == QueryStatus.NOT_BORN) {
                    send(rootKey.get());
                }
            } catch (final ExecutionException | TimeoutException ex) {
                // Nobody leads yet, or the service is still loading: both pass.
            }
            TimeUnit.MILLISECONDS.sleep(ATTEMPT_MS);
        }
    }

    private void send(final RootKey key) throws ExecutionException, InterruptedException {
        final byte[] sealed = seal.seal(key.privateKey());
        final SecureRandom random = new SecureRandom();
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(8192);
        final ClusterBirthEncoder birth =
                new ClusterBirthEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        final UUID clusterId = UUID.randomUUID();
        birth.clusterId().high(clusterId.getMostSignificantBits()).low(clusterId.getLeastSignificantBits());
        birth.seed().high(random.nextLong()).low(random.nextLong());
        birth.rootKeyId().high(key.id().getMostSignificantBits()).low(key.id().getLeastSignificantBits());
        birth.featureLevel(featureLevel).limitsCount(0);
        birth.region(region)
                .putRootKeyPublic(key.publicKey(), 0, key.publicKey().length)
                .putRootKeySealed(sealed, 0, sealed.length);
        core.send(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + birth.encodedLength())
                .get();
    }

    private byte[] open(final byte[] sealed) {
        try {
            return seal.open(sealed);
        } catch (final KeyRefused ex) {
            throw new IllegalStateException(ex.reason(), ex);
        }
    }

    /** The first row is the key of the birth, which is there as long as the cluster. */
    private static byte[] secret(final Page keys) {
        final byte[][] secret = new byte[1][];
        keys.forEach((header, rows, offset) -> {
            final RootKeyRowDecoder row = new RootKeyRowDecoder()
                    .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            row.skipPublicKey();
            final byte[] sealed = new byte[row.sealedLength()];
            row.getSealed(sealed, 0, sealed.length);
            if (secret[0] == null) {
                secret[0] = sealed;
            }
        });
        return secret[0];
    }
}
