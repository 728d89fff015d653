/**
 * The template language of job files: that of Go's {@code text/template}, over plain Java values, with functions that the caller
 * gives.
 *
 * <pre>
 * text ──► TemplateLexer ──► TemplateParser ──► Node tree ──► Execution ──► text
 * </pre>
 *
 * Values are null, {@code Boolean}, {@code Long} (every integer), {@code Double}, {@code String}, {@code List}, {@code Map} with
 * text keys in order, and {@link TemplateObject}. Knows nothing of tasks. No I/O, no clock, no threads; output, steps and nesting
 * are bounded.
 */
@NullMarked
package io.drover.agent.template.lang;

import org.jspecify.annotations.NullMarked;
