/** The {@code raw_exec} driver: a command on the host, without isolation. */
@NullMarked
package io.drover.agent.driver.rawexec;

import org.jspecify.annotations.NullMarked;
