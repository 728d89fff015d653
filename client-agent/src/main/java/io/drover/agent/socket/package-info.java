/**
 * The API as tasks reach it: a socket among a task's secrets, behind which are the servers. Whoever brings no token is refused,
 * also where access control is off.
 */
@NullMarked
package io.drover.agent.socket;

import org.jspecify.annotations.NullMarked;
