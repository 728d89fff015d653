/** Tests of the journal. */
@NullMarked
package io.drover.cluster.member.journal;

import org.jspecify.annotations.NullMarked;
