package io.drover.gateway.acl;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.CoreListener;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.keyring.KeyRefused;
import io.drover.gateway.keyring.KeySeal;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.feed.ChangesDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.RootKeyRowDecoder;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes callers. What it reads of the state it keeps until one of the tables changes: a token that was seen costs no query, a set
 * of policies is compiled once. Safe for all threads.
 */
public final class Access implements CoreListener {
    /** The policy of those who bring no token. */
    public static final String ANONYMOUS = "anonymous";

    private static final Set<TableId> TABLES = EnumSet.of(
            TableId.ACL_POLICIES, TableId.ACL_TOKENS, TableId.ACL_ROLES, TableId.ROOT_KEYS, TableId.ACL_BOOTSTRAP);
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Core core;
    private final AccessSettings settings;
    private final KeySeal seal;
    private volatile KnownAccess known;

    public Access(final Core core, final AccessSettings settings, final KeySeal seal) {
        this.seal = seal;
        this.core = core;
        this.settings = settings;
        known = new KnownAccess(this::load, this::keys);
    }

    /** What the configuration says. */
    public AccessSettings settings() {
        return settings;
    }

    /** Forgets what was read: after a write whose effect must be seen at once. */
    public void forget() {
        known = new KnownAccess(this::load, this::keys);
    }

    /** Whether a text has the form that secrets and ids have. */
    public static boolean isUuid(final String text) {
        return UUID_FORM.matcher(text).matches();
    }

    /** Policies and roles of now. */
    public CompletableFuture<PolicyBook> book() {
        return known.book();
    }

    /** Root keys of now, the active one first. */
    public CompletableFuture<List<RootKey>> rootKeys() {
        return known.keys();
    }

    /** Recognizes whoever brings this secret, which is empty for nobody. */
    public CompletableFuture<Caller> caller(final String secret) {
        if (!settings.isEnabled()) {
            return CompletableFuture.completedFuture(Caller.anybody());
        }
        if (secret.isEmpty()) {
            return known.book().thenApply(book -> book.caller(Caller.Kind.ANONYMOUS, null, List.of(ANONYMOUS)));
        }
        return isUuid(secret) ? token(secret) : workload(secret);
    }

    /** Recognizes a workload by its identity, whether or not access control is on. */
    public CompletableFuture<Caller> workload(final String token) {
        if (token.length() > JwtSigner.LENGTH_MAX || JwtSigner.part(token, 0) == null) {
            return CompletableFuture.completedFuture(Caller.refused(Caller.Kind.MALFORMED));
        }
        return known.keys().thenCompose(keys -> {
            final WorkloadClaims claims = claims(token, keys);
            return claims == null
                    ? CompletableFuture.completedFuture(Caller.refused(Caller.Kind.UNKNOWN))
                    : ofRunning(claims);
        });
    }

    @Override
    public void onChanges(final ChangesDecoder changes) {
        boolean isConcerned = false;
        for (final ChangesDecoder.RowsDecoder row : changes.rows()) {
            isConcerned |= TABLES.contains(row.table());
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

    private CompletableFuture<Caller> token(final String secret) {
        final KnownAccess current = known;
        return current.token(secret, keys -> find(secret, keys, 0)).thenCombine(current.book(), (found, book) -> {
            if (found.isEmpty()) {
                return Caller.refused(Caller.Kind.UNKNOWN);
            }
            final AclEntry token = found.get(0);
            return token.isExpired(System.currentTimeMillis())
                    ? new Caller(Caller.Kind.EXPIRED, Authority.of(List.of()), token, List.of())
                    : book.ofToken(token);
        });
    }

    /** Looks a secret up under each key, as it may be older than the active one. */
    private CompletableFuture<List<AclEntry>> find(final String secret, final List<RootKey> keys, final int from) {
        if (from == keys.size()) {
            return CompletableFuture.completedFuture(List.of());
        }
        final QueryRequest request = QueryRequest.of(QueryKind.ACL_ENTRY_BY_ALIAS)
                .version(AclKind.TOKEN.value())
                .key(keys.get(from).secrets().digest(secret));
        return core.query(request)
                .thenCompose(page -> page.isFound()
                        ? CompletableFuture.completedFuture(AclEntry.read(page))
                        : find(secret, keys, from + 1));
    }

    private static @Nullable WorkloadClaims claims(final String token, final List<RootKey> keys) {
        for (final RootKey key : keys) {
            final JsonObject claims = key.signer().verify(token);
            if (claims != null) {
                return IdentityClaims.workload(claims, System.currentTimeMillis() / 1_000);
            }
        }
        return null;
    }

    private CompletableFuture<Caller> ofRunning(final WorkloadClaims claims) {
        final QueryRequest alloc = QueryRequest.of(QueryKind.ALLOC).id(claims.allocId());
        return core.query(alloc)
                .thenCombine(
                        known.book(),
                        (page, book) -> IdentityClaims.isRunning(page)
                                ? book.ofWorkload(claims)
                                : Caller.refused(Caller.Kind.UNKNOWN));
    }

    private CompletableFuture<PolicyBook> load() {
        return entries(AclKind.POLICY).thenCombine(entries(AclKind.ROLE), PolicyBook::of);
    }

    private CompletableFuture<List<AclEntry>> entries(final AclKind kind) {
        return entries(QueryRequest.of(QueryKind.ACL_ENTRIES).version(kind.value()), new ArrayList<>());
    }

    private CompletableFuture<List<AclEntry>> entries(final QueryRequest request, final List<AclEntry> read) {
        return core.query(request).thenCompose(page -> {
            read.addAll(AclEntry.read(page));
            return page.hasMore()
                    ? entries(request.copy().cursor(page.cursor()), read)
                    : CompletableFuture.completedFuture(read);
        });
    }

    private CompletableFuture<List<RootKey>> keys() {
        return core.query(QueryRequest.of(QueryKind.ROOT_KEYS).withDocuments(true))
                .thenApply(this::openKeys);
    }

    private List<RootKey> openKeys(final Page page) {
        final List<RootKey> keys = new ArrayList<>();
        page.forEach((header, rows, offset) -> {
            final RootKeyRowDecoder row = new RootKeyRowDecoder()
                    .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            final UUID id = new UUID(row.keyId().high(), row.keyId().low());
            final boolean isActive = row.isActive() == Bool.YES;
            row.skipPublicKey();
            final byte[] sealed = new byte[row.sealedLength()];
            row.getSealed(sealed, 0, sealed.length);
            try {
                keys.add(isActive ? 0 : keys.size(), RootKey.open(id, isActive, seal.open(sealed)));
            } catch (final GeneralSecurityException | KeyRefused ex) {
                throw new IllegalStateException("root key " + id + " cannot be opened", ex);
            }
        });
        return keys;
    }
}
