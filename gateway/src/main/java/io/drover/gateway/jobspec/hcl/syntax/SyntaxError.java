package io.drover.gateway.jobspec.hcl.syntax;

/** Carries a syntax error from deep in an expression to the body that recovers from it. Never leaves the parser. */
final class SyntaxError extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    SyntaxError(final String summary, final String detail, final SourceRange range) {
        super(summary, null, false, false);
        this.diagnostic = Diagnostic.error(summary, detail, range);
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
