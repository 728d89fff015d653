/**
 * What changes between two versions of a job, as people read it: fields and objects with their old and new values. Pure functions
 * over job documents; the plan of a job and the list of its versions show them.
 */
@NullMarked
package io.drover.gateway.diff;

import org.jspecify.annotations.NullMarked;
