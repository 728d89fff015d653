package io.drover.gateway.jobspec.hcl.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the braces of a block, or a whole file: arguments and blocks in source order.
 *
 * @param arguments with distinct names
 * @param blocks any number of each type
 * @param range the text between the braces
 */
public record Body(List<Argument> arguments, List<Block> blocks, SourceRange range) {

    /** Returns an argument, or null when it is not set. */
    public @Nullable Argument argument(final String name) {
        for (final Argument argument : arguments) {
            if (argument.name().equals(name)) {
                return argument;
            }
        }
        return null;
    }

    /** Returns the blocks of a type in source order. */
    public List<Block> blocks(final String type) {
        final List<Block> found = new ArrayList<>();
        for (final Block block : blocks) {
            if (block.type().equals(type)) {
                found.add(block);
            }
        }
        return found;
    }
}
