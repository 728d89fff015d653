/** Launch times against those that the calendar of the JDK finds by trying every second. */
@NullMarked
package io.drover.cluster.periodic;

import org.jspecify.annotations.NullMarked;
