package io.drover.gateway.command;

import io.drover.sbe.command.AclBootstrapEncoder;
import io.drover.sbe.command.AclDeleteEncoder;
import io.drover.sbe.command.AclUpsertEncoder;
import io.drover.sbe.common.AclKind;
import java.util.List;
import org.agrona.DirectBuffer;

/** Commands of access control. */
public final class AccessCommands {
    private static final int LENGTH = 512;

    /** An entry that must be there for another to be stored. */
    public record Reference(AclKind kind, String key) {}

    /**
     * An entry to be stored.
     *
     * @param kind what it is.
     * @param key name or id.
     * @param alias what else it is found by, or nothing.
     * @param document what readers see.
     * @param expectedIndex ModifyIndex of the entry that is replaced, 0 when there must be none, -1 to replace whatever is there.
     * @param expiresMs from when on it counts no more, 0 for never.
     * @param removeMs when it is removed, 0 for never.
     * @param references what must be there.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Entry(
            AclKind kind,
            String key,
            String alias,
            byte[] document,
            long expectedIndex,
            long expiresMs,
            long removeMs,
            List<Reference> references) {}

    private AccessCommands() {}

    /** Stores an entry. */
    public static DirectBuffer upsert(final Entry entry) {
        final CommandWriter writer = new CommandWriter(LENGTH + entry.document().length);
        final AclUpsertEncoder command = new AclUpsertEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .kind(entry.kind())
                .checkIndex(CommandWriter.bool(entry.expectedIndex() >= 0))
                .modifyIndex(Math.max(0, entry.expectedIndex()))
                .expiresMs(entry.expiresMs())
                .removeMs(entry.removeMs());
        final AclUpsertEncoder.ReferencesEncoder references =
                command.referencesCount(entry.references().size());
        entry.references()
                .forEach(reference -> references.next().kind(reference.kind()).key(reference.key()));
        command.key(entry.key()).alias(entry.alias()).putDocument(entry.document(), 0, entry.document().length);
        return writer.finish(command.encodedLength());
    }

    /** Removes the entry of a key. */
    public static DirectBuffer delete(final AclKind kind, final String key, final boolean mustExist) {
        return delete(kind, key, false, mustExist);
    }

    /** Removes the entry of an alias, unless it has expired; the reply names its key. */
    public static DirectBuffer exchange(final AclKind kind, final String alias) {
        return delete(kind, alias, true, true);
    }

    /** Stores the first management token. */
    public static DirectBuffer bootstrap(
            final String key, final String alias, final byte[] document, final long resetIndex) {
        final CommandWriter writer = new CommandWriter(LENGTH + document.length);
        final AclBootstrapEncoder command = new AclBootstrapEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .resetIndex(resetIndex)
                .key(key)
                .alias(alias)
                .putDocument(document, 0, document.length);
        return writer.finish(command.encodedLength());
    }

    private static DirectBuffer delete(
            final AclKind kind, final String key, final boolean byAlias, final boolean mustExist) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final AclDeleteEncoder command = new AclDeleteEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .kind(kind)
                .byAlias(CommandWriter.bool(byAlias))
                .mustExist(CommandWriter.bool(mustExist))
                .key(key);
        return writer.finish(command.encodedLength());
    }
}
