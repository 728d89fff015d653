package io.drover.gateway.jobspec.hcl.syntax;

import java.util.List;

/**
 * The result of parsing a text.
 *
 * @param source the text
 * @param body what was understood; complete only when there is no error
 * @param diagnostics problems in source order
 */
public record HclFile(SourceText source, Body body, List<Diagnostic> diagnostics) {

    /** Tells whether the text must be refused. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
}
