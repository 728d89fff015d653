package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects problems, up to a bound, so that one run shows them all. */
final class Problems {

    private static final int MAX = 200;

    private final List<Diagnostic> diagnostics = new ArrayList<>();

    void error(final String summary, final String detail, final @Nullable SourceRange range) {
        add(Diagnostic.error(summary, detail, range));
    }

    void add(final Diagnostic diagnostic) {
        if (diagnostics.size() < MAX) {
            diagnostics.add(diagnostic);
        }
    }

    void addAll(final List<Diagnostic> more) {
        more.forEach(this::add);
    }

    /** Tells whether further problems would not be kept, so that nobody needs to look for them. */
    boolean isFull() {
        return diagnostics.size() >= MAX;
    }

    boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    List<Diagnostic> all() {
        return List.copyOf(diagnostics);
    }
}
