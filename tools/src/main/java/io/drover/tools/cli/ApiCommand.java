package io.drover.tools.cli;

import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.ApiSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that asks a server. It takes the general options and opens the API on first use. */
public abstract class ApiCommand extends LocalCommand {
    private @Nullable Api api;

    protected ApiCommand(final String name, final String arguments, final String summary) {
        super(name, arguments, summary);
        GeneralOptions.declare(flags);
    }

    /** Asks the server. A failed request without a wording of its own is reported as it is. */
    protected abstract int ask(List<String> rest) throws ApiException;

    @Override
    int start(final List<String> rest, final Ui target) {
        GeneralOptions.applyColour(flags, target);
        return execute(rest);
    }

    @Override
    protected final int execute(final List<String> rest) {
        try {
            return ask(rest);
        } catch (final ApiException e) {
            return fail(e.getMessage());
        }
    }

    protected final Api api() throws ApiException {
        if (api == null) {
            api = open(settings());
        }
        return api;
    }

    /** The API with other settings than those of the flags, such as another namespace. */
    protected final Api api(final ApiSettings settings) throws ApiException {
        api = open(settings);
        return api;
    }

    protected final ApiSettings settings() {
        return GeneralOptions.settings(flags);
    }

    private static Api open(final ApiSettings settings) throws ApiException {
        try {
            return new Api(settings);
        } catch (final ApiException e) {
            throw ApiException.transport("Error initializing client: " + e.getMessage());
        }
    }

    /** The usual wording of a failed step: what was tried, and what the server said. */
    protected final int fail(final String introduction, final ApiException e) {
        final String message = e.getMessage();
        return fail(message.startsWith("Error initializing client") ? message : introduction + ": " + message);
    }
}
