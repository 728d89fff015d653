/**
 * Templates for {@code -t}: the language of Go's {@code text/template} over JSON values, with its built-in functions.
 *
 * <pre>
 * text ──► TemplateLexer ──► TemplateParser ──► Node tree ──► Renderer ──► text
 * </pre>
 *
 * Knows nothing of commands. Bounded: a template cannot loop without data, and data is finite.
 */
@NullMarked
package io.drover.tools.cli.template;

import org.jspecify.annotations.NullMarked;
