package io.drover.gateway.jobspec.hcl.syntax;

/**
 * {@code name = expression}.
 *
 * @param name the name
 * @param nameRange where the name is
 * @param expression the value
 * @param range the whole line
 */
public record Argument(String name, SourceRange nameRange, Expression expression, SourceRange range) {}
