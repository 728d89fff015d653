package io.drover.tools.cli.acl;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.text.Table;
import java.util.List;

/** A command that lists all objects of a kind. */
abstract class AclList extends ApiCommand {
    private final String path;
    private final String what;

    /**
     * Describes the command.
     *
     * @param kind the word between {@code acl} and {@code list}.
     * @param path the resource of the list.
     * @param what how messages call the objects.
     */
    AclList(final String kind, final String path, final String what) {
        super("acl " + kind + " list", "[options]", "Lists the " + what + ".");
        this.path = path;
        this.what = what;
        Formats.declare(flags);
    }

    /** The objects, one a row. */
    abstract Table table(Doc objects);

    @Override
    protected final int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc objects;
        try {
            objects = api().get(path);
        } catch (final ApiException e) {
            return fail("Error listing " + what, e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.ofAll(objects.items()));
        }
        ui().output(
                        objects.size() == 0
                                ? "No " + what + " found"
                                : table(objects).toString());
        return 0;
    }
}
