package io.drover.tools.sim;

import io.drover.sbe.command.VariableApplyDecoder;
import io.drover.sbe.command.VariableOperation;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.reply.CommandReplyDecoder;
import io.drover.sbe.reply.ResultCode;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** What variables must be after each command, told in the simplest way. Paths with locks are not modelled. */
final class VariableModel {
    private static final String PREFIX = "kv/";

    private final Map<String, Long> indexes = new TreeMap<>();
    private final Map<String, Long> lastIndexes = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final VariableApplyDecoder command = new VariableApplyDecoder();

    /** Index of the last change of a path, deletions too; 0 when it was never written. */
    long index(final String path) {
        return lastIndexes.getOrDefault(path, 0L);
    }

    /** Takes a command that was applied for the first time; returns what is wrong with its reply, or nothing. */
    String apply(final byte[] bytes, final CommandReplyDecoder reply) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        header.wrap(buffer, 0);
        if (header.templateId() != VariableApplyDecoder.TEMPLATE_ID) {
            return "";
        }
        command.wrapAndApplyHeader(buffer, 0, header);
        final VariableOperation operation = command.operation();
        final long checkIndex = command.checkIndex();
        command.skipNamespace();
        final String path = command.path();
        if (!path.startsWith(PREFIX)) {
            return "";
        }
        final long index = indexes.getOrDefault(path, 0L);
        final boolean isChecked =
                operation == VariableOperation.CHECK_AND_SET || operation == VariableOperation.CHECK_AND_DELETE;
        final ResultCode code = reply.code();
        if (code == ResultCode.OK) {
            if (isChecked && checkIndex != index) {
                return operation + " of " + path + " expected index " + checkIndex + " and was taken at " + index;
            }
            final boolean isDelete =
                    operation == VariableOperation.DELETE || operation == VariableOperation.CHECK_AND_DELETE;
            if (isDelete) {
                indexes.remove(path);
            } else {
                indexes.put(path, reply.index());
            }
            lastIndexes.put(path, reply.index());
        } else if (code == ResultCode.VARIABLE_CONFLICT && checkIndex == index) {
            return operation + " of " + path + " expected index " + checkIndex + ", which it had, and was refused";
        }
        return "";
    }
}
