package io.drover.tools.cli.acl;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** A command that shows one object by its identifier. */
abstract class AclInfo extends ApiCommand {
    private final String argument;
    private final String path;
    private final String what;

    /**
     * Describes the command.
     *
     * @param kind the word between {@code acl} and {@code info}.
     * @param argument how the identifier is called.
     * @param path the resource without the identifier.
     * @param what how error messages call the object.
     */
    AclInfo(final String kind, final String argument, final String path, final String what) {
        super("acl " + kind + " info", "[options] <" + argument + ">", "Shows one " + kind + ".");
        this.argument = argument;
        this.path = path;
        this.what = what;
        Formats.declare(flags);
    }

    /** The object as people read it. */
    abstract String text(Doc object);

    @Override
    protected final int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <" + argument + ">");
        }
        final Doc object;
        try {
            object = api().get(path + Query.segment(rest.get(0)));
        } catch (final ApiException e) {
            return fail("Error reading " + what, e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.of(object));
        }
        ui().output(text(object));
        return 0;
    }
}
