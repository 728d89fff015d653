/** Rotated log files of tasks, as every driver writes them: {@code <task>.stdout.<n>}, {@code n} rising for ever. */
@NullMarked
package io.drover.agent.driver.logs;

import org.jspecify.annotations.NullMarked;
