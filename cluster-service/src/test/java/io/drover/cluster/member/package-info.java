/** Tests of real members: media driver, archive and consensus module included, several in one JVM. */
@NullMarked
package io.drover.cluster.member;

import org.jspecify.annotations.NullMarked;
