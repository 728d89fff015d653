package io.drover.tools.cli.edition;

import java.util.List;

/**
 * What a command of another edition asks.
 *
 * @param command its words.
 * @param arguments what follows them.
 * @param argumentCount how many of them there must be.
 * @param summary what it would do, one sentence.
 * @param method HTTP method.
 * @param path of the request; one that ends with a slash is followed by the first argument.
 * @param introduction what stands before the server's words.
 * @param requiredFlag a flag that must be given, or empty.
 * @param flags flags with a value.
 * @param switches flags without one.
 */
record EditionRequest(
        String command,
        String arguments,
        int argumentCount,
        String summary,
        String method,
        String path,
        String introduction,
        String requiredFlag,
        List<String> flags,
        List<String> switches) {

    /** A request without flags of its own. */
    static EditionRequest of(
            final String command,
            final String argument,
            final String summary,
            final String method,
            final String path,
            final String introduction) {
        return new EditionRequest(
                command,
                "[options]" + (argument.isEmpty() ? "" : " " + argument),
                argument.isEmpty() ? 0 : 1,
                summary,
                method,
                path,
                introduction,
                "",
                List.of("t"),
                List.of("json", "verbose"));
    }
}
