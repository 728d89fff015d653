package io.drover.gateway.jobspec.hcl.syntax;

import java.util.List;

/**
 * {@code type "label" { … }}.
 *
 * @param type the first word
 * @param typeRange where it is
 * @param labels any number
 * @param openRange the opening brace
 * @param body what stands between the braces
 */
public record Block(String type, SourceRange typeRange, List<Label> labels, SourceRange openRange, Body body) {

    /** A label and its place. */
    public record Label(String text, SourceRange range) {}

    /** Returns the header: the type and its labels. */
    public SourceRange headerRange() {
        return labels.isEmpty()
                ? typeRange
                : typeRange.to(labels.get(labels.size() - 1).range());
    }
}
