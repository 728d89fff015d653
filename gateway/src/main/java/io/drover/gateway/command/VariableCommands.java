package io.drover.gateway.command;

import io.drover.sbe.command.RootKeyAddEncoder;
import io.drover.sbe.command.RootKeyRemoveEncoder;
import io.drover.sbe.command.VariableApplyEncoder;
import io.drover.sbe.command.VariableOperation;
import io.drover.sbe.command.VariableRenewEncoder;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** Commands about variables and the keys that seal them. */
public final class VariableCommands {
    private static final int LENGTH = 512;

    /** Which variable. */
    public record Target(String namespace, String path) {}

    /**
     * The lock that the sender holds or wants.
     *
     * @param id zeros for none.
     * @param ttlNs time to live; 0: as it is.
     * @param delayNs for which it stays locked once it expired.
     */
    public record Lock(UUID id, long ttlNs, long delayNs) {
        /** No lock. */
        public static final Lock NONE = new Lock(new UUID(0, 0), 0, 0);
    }

    private VariableCommands() {}

    /**
     * Writes, deletes, locks or unlocks a variable.
     *
     * @param checkIndex expected where the operation checks.
     * @param items sealed with the key of {@code keyId}.
     */
    public static DirectBuffer apply(
            final VariableOperation operation,
            final Target target,
            final long checkIndex,
            final Lock lock,
            final UUID keyId,
            final byte[] items) {
        final CommandWriter writer = new CommandWriter(LENGTH + items.length);
        final VariableApplyEncoder command = new VariableApplyEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .operation(operation)
                .checkIndex(checkIndex);
        CommandWriter.put(command.lockId(), lock.id());
        command.lockTtlNs(lock.ttlNs()).lockDelayNs(lock.delayNs());
        CommandWriter.put(command.keyId(), keyId);
        command.namespace(target.namespace()).path(target.path()).putItems(items, 0, items.length);
        return writer.finish(command.encodedLength());
    }

    /** Gives a lock another time to live. */
    public static DirectBuffer renew(final Target target, final UUID lockId) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final VariableRenewEncoder command =
                new VariableRenewEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        CommandWriter.put(command.lockId(), lockId);
        command.namespace(target.namespace()).path(target.path());
        return writer.finish(command.encodedLength());
    }

    /**
     * Adds a root key.
     *
     * @param publishTimeNs when it becomes active; 0: now.
     * @param sealed its private half as it may leave the process.
     */
    public static DirectBuffer addKey(
            final UUID keyId,
            final long publishTimeNs,
            final boolean isFull,
            final byte[] publicKey,
            final byte[] sealed) {
        final CommandWriter writer = new CommandWriter(LENGTH + publicKey.length + sealed.length);
        final RootKeyAddEncoder command = new RootKeyAddEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        CommandWriter.put(command.keyId(), keyId);
        command.publishTimeNs(publishTimeNs)
                .isFull(CommandWriter.bool(isFull))
                .putPublicKey(publicKey, 0, publicKey.length)
                .putSealed(sealed, 0, sealed.length);
        return writer.finish(command.encodedLength());
    }

    /** Removes a root key. */
    public static DirectBuffer removeKey(final UUID keyId, final boolean force) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final RootKeyRemoveEncoder command =
                new RootKeyRemoveEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        CommandWriter.put(command.keyId(), keyId);
        command.force(CommandWriter.bool(force));
        return writer.finish(command.encodedLength());
    }
}
