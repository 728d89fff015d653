package io.drover.tools.cli.acl;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** A command that deletes one object by its identifier. */
abstract class AclDelete extends ApiCommand {
    private final String argument;
    private final String path;
    private final String what;

    /**
     * Describes the command.
     *
     * @param kind the word between {@code acl} and {@code delete}.
     * @param argument how the identifier is called.
     * @param path the resource without the identifier.
     * @param what how error messages call the object.
     */
    AclDelete(final String kind, final String argument, final String path, final String what) {
        super("acl " + kind + " delete", "[options] <" + argument + ">", "Deletes one " + kind + ".");
        this.argument = argument;
        this.path = path;
        this.what = what;
    }

    /** What to say once the object is gone. */
    abstract String success(String id);

    @Override
    protected final int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <" + argument + ">");
        }
        try {
            api().delete(path + Query.segment(rest.get(0)), new Query());
        } catch (final ApiException e) {
            return fail("Error deleting " + what, e);
        }
        ui().output(success(rest.get(0)));
        return 0;
    }
}
