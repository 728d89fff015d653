package io.drover.gateway.acl;

import io.drover.gateway.core.Page;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.AclRowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An entry of access control as it is stored.
 *
 * @param kind what it is.
 * @param key name or id.
 * @param alias what else it is found by.
 * @param createIndex index of its first write.
 * @param modifyIndex index of its last write.
 * @param expiresMs from when on it counts no more, 0 for never.
 * @param document what was written; not to be changed.
 */
public record AclEntry(
        AclKind kind,
        String key,
        String alias,
        long createIndex,
        long modifyIndex,
        long expiresMs,
        JsonObject document) {
    /** The entries of a page. */
    public static List<AclEntry> read(final Page page) {
        final List<AclEntry> entries = new ArrayList<>();
        page.forEach(consumer(entries::add));
        return entries;
    }

    /** Reads rows and hands those of access control on. */
    public static Page.RowConsumer consumer(final Consumer<AclEntry> entries) {
        return (header, rows, offset) -> {
            if (header.templateId() == AclRowDecoder.TEMPLATE_ID) {
                entries.accept(decode(new AclRowDecoder()
                        .wrap(
                                rows,
                                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                header.blockLength(),
                                header.version())));
            }
        };
    }

    /** Whether it counts no more. */
    public boolean isExpired(final long nowMs) {
        return expiresMs > 0 && expiresMs <= nowMs;
    }

    private static AclEntry decode(final AclRowDecoder row) {
        final AclKind kind = row.kind();
        final long createIndex = row.createIndex();
        final long modifyIndex = row.modifyIndex();
        final long expiresMs = row.expiresMs();
        final String key = row.key();
        final String alias = row.alias();
        final byte[] document = new byte[row.documentLength()];
        row.getDocument(document, 0, document.length);
        try {
            return new AclEntry(
                    kind,
                    key,
                    alias,
                    createIndex,
                    modifyIndex,
                    expiresMs,
                    JsonParser.parse(document) instanceof JsonObject tree ? tree : new JsonObject());
        } catch (final JsonSyntaxException ex) {
            throw new IllegalStateException("a stored document is damaged", ex);
        }
    }
}
