/** The {@code java} driver: a class or jar in a virtual machine of its own. */
@NullMarked
package io.drover.agent.driver.jvm;

import org.jspecify.annotations.NullMarked;
