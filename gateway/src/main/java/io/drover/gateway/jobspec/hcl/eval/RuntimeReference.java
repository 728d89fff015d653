package io.drover.gateway.jobspec.hcl.eval;

import io.drover.gateway.jobspec.hcl.syntax.SourceRange;

/**
 * The text of a reference that only the node can resolve.
 *
 * <p>What was written between a dollar with an opening brace and the closing brace is kept to the last blank. A reference
 * outside of such braces, or with anything else between them, is wrapped in braces of its own. (The reference implementation
 * looks one character too far to the right and repeats text when another closing brace follows; that is not copied.)
 */
final class RuntimeReference {

    private RuntimeReference() {}

    static String text(final SourceRange range) {
        final String source = range.source().text();
        int start = range.start() - 1;
        while (start > 0 && source.charAt(start) == ' ') {
            start--;
        }
        final boolean isWrapped = start > 0 && source.charAt(start) == '{' && source.charAt(start - 1) == '$';
        if (!isWrapped) {
            return "${" + range.text() + "}";
        }
        int end = range.end();
        while (end < source.length() && source.charAt(end) == ' ') {
            end++;
        }
        return end < source.length() && source.charAt(end) == '}'
                ? source.substring(start - 1, end + 1)
                : source.substring(start - 1, range.end()) + "}";
    }
}
