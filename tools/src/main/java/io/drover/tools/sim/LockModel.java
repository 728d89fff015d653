package io.drover.tools.sim;

import io.drover.sbe.command.VariableApplyDecoder;
import io.drover.sbe.command.VariableOperation;
import io.drover.sbe.command.VariableRenewDecoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.reply.CommandReplyDecoder;
import io.drover.sbe.reply.ResultCode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/** Who holds which lock after each command, told in the simplest way: nobody gets one that another has and keeps alive. */
final class LockModel {
    private static final String PREFIX = "lock/";
    private static final long NS_PER_MS = 1_000_000;

    private record Holder(UUID lock, long safeUntilMs) {}

    private final Map<String, Holder> holders = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final VariableApplyDecoder apply = new VariableApplyDecoder();
    private final VariableRenewDecoder renew = new VariableRenewDecoder();

    /** Takes a command that was applied for the first time; returns what is wrong with its reply, or nothing. */
    String apply(final byte[] bytes, final CommandReplyDecoder reply) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        header.wrap(buffer, 0);
        if (reply.code() != ResultCode.OK) {
            return "";
        }
        if (header.templateId() == VariableApplyDecoder.TEMPLATE_ID) {
            return onApply(buffer, reply.timestampMs());
        }
        if (header.templateId() == VariableRenewDecoder.TEMPLATE_ID) {
            return onRenew(buffer, reply.timestampMs());
        }
        return "";
    }

    private String onApply(final UnsafeBuffer buffer, final long nowMs) {
        apply.wrapAndApplyHeader(buffer, 0, header);
        final VariableOperation operation = apply.operation();
        final UUID lock = new UUID(apply.lockId().high(), apply.lockId().low());
        final long ttlMs = apply.lockTtlNs() / NS_PER_MS;
        apply.skipNamespace();
        final String path = apply.path();
        if (!path.startsWith(PREFIX)) {
            return "";
        }
        final String wrong = against(path, lock, nowMs, operation.name());
        if (operation == VariableOperation.LOCK_ACQUIRE) {
            holders.put(path, new Holder(lock, nowMs + ttlMs));
        } else if (operation == VariableOperation.LOCK_RELEASE) {
            holders.remove(path);
        }
        return wrong;
    }

    private String onRenew(final UnsafeBuffer buffer, final long nowMs) {
        renew.wrapAndApplyHeader(buffer, 0, header);
        final UUID lock = new UUID(renew.lockId().high(), renew.lockId().low());
        renew.skipNamespace();
        final String path = renew.path();
        final String wrong = against(path, lock, nowMs, "LOCK_RENEW");
        final Holder holder = holders.get(path);
        if (holder != null && holder.lock.equals(lock)) {
            holders.put(path, new Holder(lock, Math.max(holder.safeUntilMs, nowMs)));
        }
        return wrong;
    }

    private String against(final String path, final UUID lock, final long nowMs, final String operation) {
        final Holder holder = holders.get(path);
        return holder == null || holder.lock.equals(lock) || nowMs >= holder.safeUntilMs
                ? ""
                : operation + " of " + path + " was taken with lock " + lock + " while " + holder.lock + " held it";
    }
}
