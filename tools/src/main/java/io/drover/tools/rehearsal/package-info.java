/** What a server practises on a cluster of its own before it is needed. */
@NullMarked
package io.drover.tools.rehearsal;

import org.jspecify.annotations.NullMarked;
