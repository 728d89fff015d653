/**
 * Files that tasks have downloaded before they start: over HTTP, checked, unpacked, and never outside of the allocation's directory.
 * Everything blocks and runs on a task's worker.
 */
@NullMarked
package io.drover.agent.artifact;

import org.jspecify.annotations.NullMarked;
