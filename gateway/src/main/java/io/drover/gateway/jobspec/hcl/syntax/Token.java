package io.drover.gateway.jobspec.hcl.syntax;

/**
 * A token.
 *
 * @param type its kind
 * @param start offset of its first character
 * @param end offset after its last character
 */
record Token(TokenType type, int start, int end) {}
