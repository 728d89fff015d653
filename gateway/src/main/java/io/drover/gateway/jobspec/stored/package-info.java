/** The form in which the state keeps the document of a job: without what the schema knows by itself. */
@NullMarked
package io.drover.gateway.jobspec.stored;

import org.jspecify.annotations.NullMarked;
