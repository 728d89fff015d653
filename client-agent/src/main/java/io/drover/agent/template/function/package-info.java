/**
 * The functions that templates of jobs have beside those of the language: texts, numbers, lists, maps, formats, times, hashes, and
 * those that read what the cluster, the task and its files say. Names, order of arguments and results are those of the reference.
 *
 * <p>Pure except for {@link io.drover.agent.template.function.TemplateSources}, which is the only way to anything outside.
 */
@NullMarked
package io.drover.agent.template.function;

import org.jspecify.annotations.NullMarked;
