package io.drover.tools.cli.variable;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.text.Times;
import java.io.IOException;

/** What to say when somebody else has changed a variable in between. */
final class Conflicts {
    private static final int CONFLICT = 409;

    private Conflicts() {}

    static boolean is(final ApiException e) {
        return e.status() == CONFLICT;
    }

    /** Explains which index the server has, and how to go on. */
    static int report(final Ui ui, final String checkIndex, final ApiException e) {
        Doc stored;
        try {
            stored = Docs.read(e.body());
        } catch (final IOException unreadable) {
            stored = Doc.ABSENT;
        }
        final long index = stored.number("ModifyIndex");
        ui.error("Check-and-Set conflict\n\n"
                + "    Your provided check-index (" + checkIndex + ") does not match the server-side index (" + index
                + "). The\n"
                + "    server-side item was last updated on " + Times.format(stored.number("ModifyTime"))
                + ". If you are sure you\n"
                + "    want to perform this operation, add the -force or -check-index=" + index + " flag before\n"
                + "    the positional arguments.");
        return 1;
    }
}
