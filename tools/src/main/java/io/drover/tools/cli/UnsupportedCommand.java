package io.drover.tools.cli;

import java.util.List;

/** A command that clients know and that this program does not offer: it says so, and why. */
public final class UnsupportedCommand extends LocalCommand {
    private final String reason;

    /**
     * Describes the command.
     *
     * @param name the words that call it.
     * @param reason why there is nothing behind it, or what to use instead; one sentence.
     */
    public UnsupportedCommand(final String name, final String reason) {
        super(name, "", "Is not offered: " + reason);
        this.reason = reason;
    }

    /** Arguments and flags make no difference. */
    @Override
    protected int execute(final List<String> rest) {
        return fail("The command \"" + name() + "\" is not offered: " + reason);
    }

    @Override
    protected boolean takesAnyFlag() {
        return true;
    }
}
