package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.syntax.Block;

/** Checks how many labels a block has. */
final class Labels {

    private Labels() {}

    /** Tells whether a block has the labels of its type, none or one called {@code name}; notes what is wrong. */
    static boolean check(final Block block, final int expected, final Problems problems) {
        final int given = block.labels().size();
        if (given > expected) {
            problems.error(
                    "Extraneous label for " + block.type(),
                    expected == 0
                            ? "No labels are expected for " + block.type() + " blocks."
                            : "Only 1 labels (name) are expected for " + block.type() + " blocks.",
                    block.labels().get(expected).range());
        } else if (given < expected) {
            problems.error(
                    "Missing name for " + block.type(),
                    "All " + block.type() + " blocks must have 1 labels (name).",
                    block.openRange());
        }
        return given == expected;
    }
}
