/**
 * The HTTP edge of a server. It keeps no state that must survive a restart.
 */
@NullMarked
package io.drover.gateway;

import org.jspecify.annotations.NullMarked;
