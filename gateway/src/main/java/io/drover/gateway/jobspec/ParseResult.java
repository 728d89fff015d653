package io.drover.gateway.jobspec;

import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of a job file.
 *
 * @param job the job in the form that clients send, or null when there are errors
 * @param diagnostics errors and warnings in the order they were found
 * @param errorText the errors as one text as the API shows them, empty when there are none
 * @param complexVariables names of declared variables whose values are lists, maps and the like
 */
public record ParseResult(
        @Nullable JsonObject job, List<Diagnostic> diagnostics, String errorText, Set<String> complexVariables) {

    /** Said of a value whose expression has an error, which is told as well. */
    private static final String CONSEQUENCE = "value must be known";

    /** Tells whether the file was refused. */
    public boolean hasErrors() {
        return job == null;
    }

    /** Returns all errors with their source lines and markers, for people to read. */
    public String render() {
        return diagnostics.stream()
                .filter(diagnostic ->
                        diagnostic.isError() && !diagnostic.detail().endsWith(CONSEQUENCE))
                .map(Diagnostic::render)
                .collect(Collectors.joining("\n\n"));
    }
}
