/**
 * Files that tasks are given: made from templates before a task starts, and again when what they are made of changes.
 *
 * <pre>
 *   TaskTemplates ──worker──► TemplateRun ──► text, questions, files
 *        │  ▲                                      │
 *        │  └──── answers ◄── ClusterWatch ◄───────┘
 *        ▼
 *   ready with variables · changed · failed
 * </pre>
 *
 * Knows tasks by their directory and environment only; what a change does to a task is the task's own business.
 */
@NullMarked
package io.drover.agent.template;

import org.jspecify.annotations.NullMarked;
