package io.drover.gateway.jobspec.hcl.eval;

import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import org.jspecify.annotations.Nullable;

/** An expression has no value; the diagnostic says why and where. */
public final class EvaluationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    /** Makes a failure at a place. */
    public EvaluationException(final String summary, final String detail, final @Nullable SourceRange range) {
        super(summary, null, false, false);
        this.diagnostic = Diagnostic.error(summary, detail, range);
    }

    /** Makes a failure with advice on what could be written instead. */
    EvaluationException(
            final String summary, final String detail, final @Nullable SourceRange range, final String advice) {
        super(summary, null, false, false);
        this.diagnostic = Diagnostic.error(summary, detail, range).withAdvice(advice);
    }

    /** Returns the problem. */
    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
