/** Puts the parts of a process together: server, client, or both; reads nothing but its configuration and decides nothing. */
@NullMarked
package io.drover.tools.agent;

import org.jspecify.annotations.NullMarked;
