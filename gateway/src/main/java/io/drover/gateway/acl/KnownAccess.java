package io.drover.gateway.acl;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read of access control since it last changed. A failed read is not kept. A bounded number of tokens; when it is reached the
 * rest is read each time, so that somebody who tries secrets costs no memory.
 */
final class KnownAccess {
    private static final int TOKENS_MAX = 20_000;

    private final Supplier<CompletableFuture<PolicyBook>> bookReader;
    private final Supplier<CompletableFuture<List<RootKey>>> keyReader;
    private final Map<String, CompletableFuture<List<AclEntry>>> tokens = new ConcurrentHashMap<>();
    private @Nullable CompletableFuture<PolicyBook> book;
    private @Nullable CompletableFuture<List<RootKey>> keys;

    KnownAccess(
            final Supplier<CompletableFuture<PolicyBook>> bookReader,
            final Supplier<CompletableFuture<List<RootKey>>> keyReader) {
        this.bookReader = bookReader;
        this.keyReader = keyReader;
    }

    synchronized CompletableFuture<PolicyBook> book() {
        final CompletableFuture<PolicyBook> read = book;
        if (read != null && !read.isCompletedExceptionally()) {
            return read;
        }
        final CompletableFuture<PolicyBook> started = bookReader.get();
        book = started;
        return started;
    }

    synchronized CompletableFuture<List<RootKey>> keys() {
        final CompletableFuture<List<RootKey>> read = keys;
        if (read != null && !read.isCompletedExceptionally()) {
            return read;
        }
        final CompletableFuture<List<RootKey>> started = keyReader.get();
        keys = started;
        return started;
    }

    /** The token of a secret; a list with one element, or none when nobody has it. */
    CompletableFuture<List<AclEntry>> token(
            final String secret, final Function<List<RootKey>, CompletableFuture<List<AclEntry>>> reader) {
        final CompletableFuture<List<AclEntry>> seen = tokens.get(secret);
        if (seen != null && !seen.isCompletedExceptionally()) {
            return seen;
        }
        final CompletableFuture<List<AclEntry>> started = keys().thenCompose(reader);
        if (tokens.size() < TOKENS_MAX) {
            tokens.put(secret, started);
        }
        return started;
    }
}
